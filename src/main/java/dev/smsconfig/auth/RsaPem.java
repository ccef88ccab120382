package dev.smsconfig.auth;

import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** A private key in PEM: PKCS#8 or PKCS#1. */
final class RsaPem {

    private static final String PKCS8 = "PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";

    private static final Pattern FRAME =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)(-----END ([A-Z0-9 ]+)-----)?", Pattern.DOTALL);
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

    private RsaPem() {}

    /** @throws UnusableKeyException where it is anything else than one whole RSA key, not encrypted */
    static RSAPrivateCrtKey parse(String text) throws UnusableKeyException {
        Matcher frame = FRAME.matcher(text);
        if (!frame.find()) {
            throw unreadable();
        }
        String label = frame.group(1);
        String body = frame.group(2);
        if (label.contains("ENCRYPTED") || text.contains("Proc-Type:")) {
            throw new UnusableKeyException("the private key is encrypted; decrypt it with 'openssl pkey -in KEY -out"
                    + " PLAIN' and keep the result where only this program can read it");
        }
        refuseOthers(label);
        if (!label.equals(frame.group(4))) {
            throw new UnusableKeyException(
                    "the private key has no line -----END " + label + "-----; store it whole, to its last line");
        }
        if (frame.find()) {
            throw new UnusableKeyException("there is more than one block in the PEM text; store the private key alone");
        }
        return key(label, body);
    }

    private static void refuseOthers(String label) throws UnusableKeyException {
        if (label.contains("PUBLIC") || label.contains("CERTIFICATE")) {
            throw new UnusableKeyException("that is a public key or a certificate; store the private key, which begins"
                    + " with -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----");
        }
        if (!label.equals(PKCS8) && !label.equals(PKCS1)) {
            throw new UnusableKeyException(
                    "the private key is of a kind that is not used here; store an RSA key in PKCS#8"
                            + " or PKCS#1, which begins with -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----");
        }
    }

    private static RSAPrivateCrtKey key(String label, String body) throws UnusableKeyException {
        // variables and forms often lose the line breaks, or keep them as the two characters \n
        String base64 = body.replace("\\r", "").replace("\\n", "").replaceAll("\\s", "");
        if (!BASE64.matcher(base64).matches()) {
            throw unreadable();
        }
        String lines = "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
        try (PEMParser parser = new PEMParser(new StringReader(lines))) {
            if (privateKey(parser.readObject()) instanceof RSAPrivateCrtKey key) {
                return key;
            }
        } catch (IOException | RuntimeException e) {
            // without the cause: it may quote what it read
            throw unreadable();
        }
        throw new UnusableKeyException(
                "the private key is not a whole RSA key; store the one from the Developer Portal");
    }

    private static PrivateKey privateKey(Object read) throws IOException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        return read instanceof PEMKeyPair pair
                ? converter.getKeyPair(pair).getPrivate()
                : converter.getPrivateKey((PrivateKeyInfo) read);
    }

    private static UnusableKeyException unreadable() {
        return new UnusableKeyException("the private key is damaged PEM; store the file again, whole and unchanged");
    }
}
