package dev.smsconfig.source;

/**
 * One file of the folder {@code tenants}.
 *
 * @param baseName the file's name without {@code .yaml}
 */
record TenantFile(String baseName, FileProblems problems, TenantReader.Reading reading) {}
