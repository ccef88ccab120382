package dev.smsconfig.job;

class PrivacyPostgresqlTest extends PrivacyTest {

    private final String url = PostgresqlRepositories.fresh();

    @Override
    RepositoryConnection repository() {
        return PostgresqlRepositories.connection(url);
    }
}
