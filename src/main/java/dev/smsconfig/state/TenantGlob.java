package dev.smsconfig.state;

import java.util.regex.Pattern;

/**
 * Chooses tenants by their ids: {@code *} stands for any number of characters, {@code ?} for one.
 *
 * @param text for example {@code Cust5*}; an id alone chooses that tenant
 */
public record TenantGlob(String text) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_*?-]{1,64}");

    /** @throws IllegalArgumentException with a message that says what to write instead */
    public TenantGlob {
        if (!isValid(text)) {
            throw new IllegalArgumentException("write a tenant id, in which * may stand for any characters and ? for"
                    + " one, such as Cust5*; only letters, digits, '_' and '-' stand in ids");
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /** Whether it can choose more than one tenant. */
    public boolean hasWildcard() {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    public boolean matches(TenantId tenant) {
        String id = tenant.value();
        int at = 0;
        int glob = 0;
        // where the last star stands, and up to where it reaches: when the rest does not fit, it takes one more
        int star = -1;
        int reach = 0;
        while (at < id.length()) {
            char wanted = glob < text.length() ? text.charAt(glob) : 0;
            if (wanted == '*') {
                star = glob++;
                reach = at;
            } else if (wanted == '?' || wanted == id.charAt(at)) {
                glob++;
                at++;
            } else if (star >= 0) {
                glob = star + 1;
                at = ++reach;
            } else {
                return false;
            }
        }
        return text.substring(glob).chars().allMatch(c -> c == '*');
    }

    @Override
    public String toString() {
        return text;
    }
}
