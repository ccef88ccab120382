package dev.smsconfig.state;

/** The scalar properties of the WebAPI's SmsConfig (SaveSmsConfig.md, "Request Body"). */
public enum SmsProperty {
    /** Phone prefix with its plus sign, for example {@code +47}. */
    DEFAULT_SMS_COUNTRY("DefaultSmsCountry"),
    /** Name of the selected provider, for example {@code CM} or {@code PSWinCom SMS}. */
    NET_SERVER_SMS_PROVIDER("NetServerSmsProvider"),
    /** What the recipient sees as the sender. */
    NS_PLUGIN_SENDER("NsPluginSender");

    /** The fourth property: the provider's settings, a dictionary of strings. */
    public static final String PLUGIN_CONFIG = "NsPluginConfig";

    private final String apiName;

    SmsProperty(String apiName) {
        this.apiName = apiName;
    }

    /** The name on the wire and in the config files. */
    public String apiName() {
        return apiName;
    }
}
