// A small recording DSL: as much of declarative pipeline as the Jenkinsfile uses. 'sh' is given from outside.
// Bound by the test: jenkinsfile (text), env (map), changeRequestBuild (boolean), shell (Closure of script, variables).
// A shell that throws InterruptedException is a build that somebody aborts. A step that is not here fails the test.

class PipelineError extends RuntimeException {
    PipelineError(String message) { super(message) }
}

def record = [stages: [], sh: [], archived: [], junit: [], published: [], cron: null, options: [], credentials: [], echoed: [],
              result: 'SUCCESS', failure: null]
def variables = [:] + env
def params = [:]
boolean skipping = false
def conditions = []
def dsl = new Binding()

dsl.any = 'any'
dsl.env = variables
dsl.params = params
dsl.currentBuild = [result: null]
dsl.agent = { }
dsl.pipeline = { Closure body -> body() }
dsl.options = { Closure body -> body() }
['disableConcurrentBuilds', 'timeout', 'buildDiscarder', 'timestamps'].each { name ->
    dsl[name] = { Object... a -> record.options << name }
}
dsl.logRotator = { Map m -> m }
dsl.triggers = { Closure body -> body() }
dsl.cron = { String spec -> record.cron = spec }
dsl.parameters = { Closure body -> body() }
dsl.string = { Map m ->
    // Jenkins gives a parameter to the shell too, an empty one as an empty variable
    variables.putIfAbsent(m.name, m.defaultValue)
    params[m.name] = variables[m.name]
}
dsl.environment = { Closure body ->
    body.delegate = new Expando() {
        void setProperty(String name, Object value) { variables[name] = value.toString() }
        Object getProperty(String name) { name == 'env' ? variables : null }
    }
    body.resolveStrategy = Closure.DELEGATE_ONLY
    body()
}
dsl.stages = { Closure body ->
    try {
        body()
    } catch (PipelineError e) {
        record.failure = e.message
        record.result = dsl.currentBuild.result ?: 'FAILURE'
    } catch (InterruptedException e) {
        record.result = 'ABORTED'
    }
}
dsl.stage = { String name, Closure body ->
    skipping = false
    record.stages << name
    body()
}
dsl.when = { Closure body ->
    conditions = []
    body()
    skipping = !conditions.every()
    if (skipping) { record.stages.removeLast() }
}
dsl.not = { Closure body ->
    def before = conditions
    conditions = []
    body()
    conditions = before + [!conditions.every()]
}
dsl.changeRequest = { -> conditions << changeRequestBuild }
dsl.expression = { Closure body -> conditions << (body() as boolean) }
dsl.steps = { Closure body -> if (!skipping) { body() } }
dsl.script = { Closure body -> body() }
dsl.file = { Map m -> m }
dsl.withCredentials = { List bindings, Closure body ->
    bindings.each { variables[it.variable] = "/mounted/${it.credentialsId}".toString(); record.credentials << it.variable }
    try { body() } finally { bindings.each { variables.remove(it.variable) } }
}
dsl.sh = { Object step ->
    def (script, wantsStatus) = step instanceof Map ? [step.script, step.returnStatus] : [step, false]
    record.sh << script.toString()
    int code = shell(script.toString(), variables)
    if (wantsStatus) { return code }
    if (code != 0) { throw new PipelineError("script returned exit code $code") }
    return null
}
dsl.echo = { String text -> record.echoed << text.toString() }
dsl.unstable = { String text -> record.result = 'UNSTABLE'; record.echoed << text.toString() }
dsl.error = { String text -> throw new PipelineError(text) }
dsl.post = { Closure body -> body() }
dsl.always = { Closure body -> body() }
dsl.aborted = { Closure body -> if (record.result == 'ABORTED') { body() } }
dsl.archiveArtifacts = { Map m -> record.archived << m.artifacts }
dsl.junit = { Map m -> record.junit << m.testResults }
// a plugin's step: a Jenkins without the plugin fails so
dsl.publishHTML = { Map m ->
    if (env.NO_HTML_PUBLISHER) { throw new NoSuchMethodError("No such DSL method 'publishHTML'") }
    record.published << m.target.reportFiles
}

new GroovyShell(this.class.classLoader, dsl).evaluate(jenkinsfile, 'Jenkinsfile')
return record
