package dev.smsconfig.sample;

import dev.smsconfig.webapi.WireForm;

class SampleServerJsonContractTest extends SampleServerContract {

    SampleServerJsonContractTest() {
        super(WireForm.JSON);
    }
}
