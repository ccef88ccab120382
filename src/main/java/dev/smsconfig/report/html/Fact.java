package dev.smsconfig.report.html;

/** One line of what is known of something, for example {@code started} and when. */
public record Fact(String name, String value) {}
