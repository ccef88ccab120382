package dev.smsconfig.webapi;

import java.io.IOException;

class WebApiClientContractTest extends LocalWebApiContract {

    WebApiClientContractTest() throws IOException {
        super(LocalFormat.JSON, WireForm.JSON);
    }
}
