package dev.smsconfig.webapi;

import dev.smsconfig.state.SmsConfig;

/** How a SmsConfig is written on the wire: one of the formats of SaveSmsConfig.md. */
public sealed interface WireForm permits SmsConfigJson, SmsConfigXml {

    /** JSON, which the documentation shows for every operation. */
    WireForm JSON = new SmsConfigJson();

    /** XML, whose form for the provider's settings is not documented. */
    WireForm XML = new SmsConfigXml();

    /** The {@code Content-Type} of a request. */
    String contentType();

    /** The {@code Accept} of a request. */
    String accept();

    /**
     * Whether an answer of that type can be read.
     *
     * @param contentType in lower case, without blanks
     */
    boolean reads(String contentType);

    /** The name of the format, for messages: {@code JSON}. */
    String name();

    /**
     * The body of a save.
     *
     * @throws IllegalArgumentException where a value is not resolved or masked, or cannot be written; shows no value
     */
    byte[] body(SmsConfig config);

    /** @throws UnreadableAnswerException where it is not one whole SmsConfig */
    Entity entity(byte[] body) throws UnreadableAnswerException;
}
