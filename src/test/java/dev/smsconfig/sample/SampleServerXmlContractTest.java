package dev.smsconfig.sample;

import dev.smsconfig.webapi.WireForm;

class SampleServerXmlContractTest extends SampleServerContract {

    SampleServerXmlContractTest() {
        super(WireForm.XML);
    }

    @Override
    protected boolean keepsControlCharacters() {
        return false;
    }
}
