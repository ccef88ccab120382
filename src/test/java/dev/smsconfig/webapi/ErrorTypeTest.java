package dev.smsconfig.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTypeTest {

    private static String of(String contentType, String body) {
        return ErrorType.of(
                new Answer(400, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json; charset=utf-8|{\"ErrorType\":\"SoNotFoundException\",\"ErrorMessage\":\"x\"}",
                "text/json|{\"errortype\":\"SuperOffice.Exceptions.SoNotFoundException\",\"Message\":\"x\"}",
                "application/xml|<Error><ErrorType>SoNotFoundException</ErrorType><Message>x</Message></Error>"
            })
    void namesTheException(String contentType, String body) {
        assertThat(of(contentType, body)).isEqualTo(" (SoNotFoundException)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|{\"ErrorType\":\"pa55Exception\"}",
                "application/json|{\"ErrorType\":\"Password1Exception\"}",
                "application/json|{\"ErrorType\":[\"SoNotFoundException\"]}",
                "application/json|{\"ErrorType\":\"SoNotFoundException",
                "application/json|null",
                "application/xml|<!DOCTYPE Error><Error><ErrorType>SoNotFoundException</ErrorType></Error>",
                "application/xml|<Other><ErrorType>SoNotFoundException</ErrorType></Other>",
                "application/xml|<Error><ErrorType>SoNotFoundException",
                "text/html|<Error><ErrorType>SoNotFoundException</ErrorType></Error>"
            })
    void repeatsNothingElse(String contentType, String body) {
        assertThat(of(contentType, body)).isEmpty();
    }
}
