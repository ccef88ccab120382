package dev.smsconfig.state;

import java.util.regex.Pattern;

/**
 * Which provider settings may be shown. Only names known to hold no secret may: a plugin nobody here knows can call its
 * password anything. The known names are those of SuperOffice's own providers and their web.config keys.
 */
public final class Sensitivity {

    private static final Pattern PUBLIC_SETTING =
            Pattern.compile("(?i).*_(serviceid|serviceurl|url|username|account_sid|test|multisms|maxmultisms"
                    + "|seriesstart|seriesend|nostatusreport|nosmssession)");

    private Sensitivity() {}

    /** @param key a key of {@code NsPluginConfig}, for example {@code cm_password} */
    public static boolean isSensitiveSetting(String key) {
        return !PUBLIC_SETTING.matcher(key).matches();
    }
}
