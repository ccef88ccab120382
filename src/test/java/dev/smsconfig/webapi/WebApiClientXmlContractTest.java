package dev.smsconfig.webapi;

import java.io.IOException;

class WebApiClientXmlContractTest extends LocalWebApiContract {

    WebApiClientXmlContractTest() throws IOException {
        super(LocalFormat.XML, WireForm.XML);
    }

    @Override
    protected boolean keepsControlCharacters() {
        return false;
    }
}
