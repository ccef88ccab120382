package dev.smsconfig.auth;

import dev.smsconfig.state.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Key pairs of this run, and the texts in which their private keys come. */
final class TestKeys {

    /** The application's. */
    static final KeyPair APP = generate(2048);
    /** The login server's. */
    static final KeyPair LOGIN = generate(2048);
    /** Of nobody that matters. */
    static final KeyPair OTHER = generate(2048);

    private TestKeys() {}

    static KeyPair generate(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static SigningKey signingKey() {
        try {
            return SigningKey.parse(new Secret(pkcs8(APP)));
        } catch (UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean verifies(KeyPair pair, String text, String signature) {
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(pair.getPublic());
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static String pkcs8(KeyPair pair) {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    /** PKCS#8 is PKCS#1 in a frame, which is 26 bytes for keys of 2048 bits. */
    static String pkcs1(KeyPair pair) {
        byte[] framed = pair.getPrivate().getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(framed, 26, framed.length));
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    static String xml(KeyPair pair) {
        return xml(parts(pair));
    }

    static String xml(Map<String, BigInteger> parts) {
        return parts.entrySet().stream()
                .map(part -> "<" + part.getKey() + ">" + base64(part.getValue()) + "</" + part.getKey() + ">")
                .collect(Collectors.joining("", "<RSAKeyValue>", "</RSAKeyValue>"));
    }

    /** In the order of .NET. */
    static Map<String, BigInteger> parts(KeyPair pair) {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
        Map<String, BigInteger> parts = new LinkedHashMap<>();
        parts.put("Modulus", key.getModulus());
        parts.put("Exponent", key.getPublicExponent());
        parts.put("P", key.getPrimeP());
        parts.put("Q", key.getPrimeQ());
        parts.put("DP", key.getPrimeExponentP());
        parts.put("DQ", key.getPrimeExponentQ());
        parts.put("InverseQ", key.getCrtCoefficient());
        parts.put("D", key.getPrivateExponent());
        return parts;
    }

    /** .NET writes numbers without the zero byte that Java puts before a high bit. */
    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return Base64.getEncoder().encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
