@echo off
rem Runs metaxy-jooq.jar of the same folder, or of METAXY_JOOQ_JAR. JAVA_HOME names the JDK, and
rem METAXY_JOOQ_OPTS further options of the JVM.
setlocal
if not defined METAXY_JOOQ_JAR set "METAXY_JOOQ_JAR=%~dp0metaxy-jooq.jar"
set "METAXY_JOOQ_JAVA=java"
if defined JAVA_HOME set "METAXY_JOOQ_JAVA=%JAVA_HOME%\bin\java"
"%METAXY_JOOQ_JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto %METAXY_JOOQ_OPTS% -jar "%METAXY_JOOQ_JAR%" %*
exit /b %ERRORLEVEL%
