package dev.smsconfig.auth;

import java.util.List;
import java.util.regex.Pattern;

/** Why the login server refuses a system user: its documented AuthorizeErrorCode, each with what to do. */
final class AuthorizeErrors {

    /** @param sign how a message tells the error: its name, its number in brackets, or the documented sentence */
    private record Known(Pattern sign, String advice) {}

    /** By what the message is most surely about: of a time stamp, too, it may be said that it has expired. */
    private static final List<Known> KNOWN = List.of(
            known("InvalidTimestamp|\\(6\\)|timestamp", "the time in the signed token; set the clock of this machine"),
            known(
                    "InvalidSignature|\\(7\\)|signature",
                    "the signature; check that the private key belongs to this"
                            + " application and environment, and that the system user token is this tenant's"),
            known(
                    "NeedsReapproval|\\(5\\)|re-?approved",
                    "the authorization needs to be approved again, which follows a"
                            + " change of the application; let an administrator of the tenant do it"),
            known(
                    "Revoked|\\(1\\)",
                    "the tenant's access was revoked; let an administrator of the"
                            + " tenant approve the application again, or take the tenant out"),
            known(
                    "Expired|\\(3\\)",
                    "the tenant's authorization has expired; let an administrator of the"
                            + " tenant approve the application again"),
            known("Denied|\\(4\\)", "the tenant denied the application access; ask its administrator"));

    private static final String UNKNOWN = "the system user, for a reason that is not documented; check the tenant's"
            + " authorization in the Developer Portal, the client secret and the system user token";

    private AuthorizeErrors() {}

    /** @param message what the server says, which may repeat what was sent; nothing of it is in the result */
    static String advice(String message) {
        return KNOWN.stream()
                .filter(error -> error.sign.matcher(message).find())
                .findFirst()
                .map(Known::advice)
                .orElse(UNKNOWN);
    }

    private static Known known(String sign, String advice) {
        return new Known(Pattern.compile(sign, Pattern.CASE_INSENSITIVE), advice);
    }
}
