#include "tests/support/run_mbtr.h"

#include <QProcess>
#include <QTest>

using namespace mbtr;

/// What holds for `mbtr` as a whole.
class ProgramTest : public QObject {
    Q_OBJECT

private slots:
    void printsItsVersion()
    {
        const auto result = test::runMbtr({"--version"});
        QCOMPARE(result.exitCode, 0);
        QVERIFY2(result.out.startsWith("mbtr 0."), qPrintable(result.out));
        for (const char* part : {"\nOpenBLAS 0.", " kernels, ", "Eigen 3.", "spglib ", "libzip ", " MPI"})
            QVERIFY2(result.out.contains(part), part);
        QCOMPARE(result.error, QString());
    }
    void listsItsCommands()
    {
        const auto result = test::runMbtr({"--help"});
        QCOMPARE(result.exitCode, 0);
        for (const char* command : {"info", "convert", "settings", "layout", "compute", "train"})
            QVERIFY2(result.out.contains(QString("\n  ") + command + ' '), command);
    }
    void everyCommandExplainsItself_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QStringList>("options");
        QTest::newRow("info") << "info" << QStringList {"FILE", "--json"};
        QTest::newRow("convert") << "convert" << QStringList {"IN", "OUT"};
        QTest::newRow("settings") << "settings" << QStringList {"--preset", "--for"};
        QTest::newRow("layout") << "layout" << QStringList {"--settings", "--species"};
        QTest::newRow("compute") << "compute" << QStringList {"FILE", "--settings", "-o,--output"};
        QTest::newRow("train") << "train" << QStringList {"DATA",          "--target",      "--settings", "--kernel",
                                                          "--length",      "--lambda",      "--search",   "--train",
                                                          "--validate",    "--validate-on", "--seed",     "--split",
                                                          "--force-small", "--per-atom",    "--unit",     "-o,--output"};
    }
    void everyCommandExplainsItself()
    {
        QFETCH(QString, command);
        QFETCH(QStringList, options);
        const auto result = test::runMbtr({command, "--help"});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.error, QString());
        for (const QString& option : options + QStringList {"--threads N"})
            QVERIFY2(result.out.contains("\n  " + option + ' ') || result.out.contains("\n" + option), qPrintable(option));
    }
    void refusesWrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList {};
        QTest::newRow("unknown command") << QStringList {"fly"};
        QTest::newRow("unknown option") << QStringList {"--fly"};
        QTest::newRow("threads is no number") << QStringList {"settings", "--threads", "two"};
        QTest::newRow("threads below 1") << QStringList {"settings", "--threads", "0"};
        QTest::newRow("an argument too many") << QStringList {"settings", "x"};
    }
    void refusesWrongUsage()
    {
        QFETCH(QStringList, arguments);
        const auto result = test::runMbtr(arguments);
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.out, QString());
        QVERIFY(!result.error.isEmpty());
    }
    void failsWhereStandardOutputCannotBeWritten()
    {
        QProcess process;
        process.setStandardOutputFile("/dev/full");
        process.start(QStringLiteral(MBTR_BINARY_DIR "/bin/mbtr"), {"settings"});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(process.readAllStandardError(), "mbtr: standard output: cannot be written\n");
    }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
