#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Outcome {
    int exitCode = -1;
    QString output;
    QString errors;
};

const QString kExamples = QStringLiteral(MBTR_SOURCE_DIR "/resources/examples/");
const QString kWaterBend = kExamples + "water_bend.extxyz";

/// The real program, with a home folder of its own.
Outcome run(const QStringList& arguments, const QStringList& unset = {})
{
    QTemporaryDir home;
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("HOME", home.path());
    environment.insert("XDG_RUNTIME_DIR", home.path());
    for (const QString& name : unset)
        environment.remove(name);
    process.setProcessEnvironment(environment);
    process.start(QString(MBTR_BINARY_DIR) + "/bin/mbtr-explorer", arguments);
    if (!process.waitForFinished(60000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

class ProgramTest : public QObject {
    Q_OBJECT

private slots:
    void helpAndVersionGoToStandardOutput_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("text");
        QTest::newRow("help") << "--help"
                              << "--screenshot";
        QTest::newRow("version") << "--version"
                                 << "mbtr-explorer 0.";
    }
    void helpAndVersionGoToStandardOutput()
    {
        QFETCH(QString, option);
        QFETCH(QString, text);
        const auto outcome = run({option}, {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"});
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.output.contains(text), qPrintable(outcome.output));
        QCOMPARE(outcome.errors, QString());
    }

    void wrongUsageIsTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("text");
        QTest::newRow("unknown option") << QStringList {"--colour"} << "--colour";
        QTest::newRow("page of the future") << QStringList {"--page", "map"} << "'map' does not exist yet";
        QTest::newRow("unknown page") << QStringList {"--page", "maps"} << "'maps'";
        QTest::newRow("theme") << QStringList {"--theme", "pink"} << "pink";
        QTest::newRow("size") << QStringList {"--screenshot", "a.png", "--size", "12"} << "'12' is not a size";
        QTest::newRow("size without screenshot") << QStringList {"--size", "900x650"} << "--screenshot";
        QTest::newRow("size of a thumbnail")
            << QStringList {"a.xyz", "--thumbnail", "a.png", "--size", "8x8"} << "from 16 to 4096";
        QTest::newRow("thumbnail of nothing") << QStringList {"--thumbnail", "a.png"} << "one FILE";
        QTest::newRow("session") << QStringList {"--session", "a.mbtr"} << "sessions";
    }
    void wrongUsageIsTwo()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, text);
        const auto outcome = run(arguments);
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.errors.contains(text), qPrintable(outcome.errors));
        QCOMPARE(outcome.output, QString());
    }

    void drawsAThumbnailWithoutADisplay_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("molecule") << "water_bend.extxyz";
        QTest::newRow("first of many, compressed") << "ethanol_dynamics.extxyz.gz";
        QTest::newRow("crystal") << "perovskite.cif";
    }
    void drawsAThumbnailWithoutADisplay()
    {
        QFETCH(const QString, file);
        QTemporaryDir folder;
        const QString path = folder.filePath("picture"); // file managers give no suffix
        const auto outcome
            = run({"--thumbnail", path, "--size", "128", kExamples + file}, {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"});
        QCOMPARE(outcome.errors, QString());
        QCOMPARE(outcome.exitCode, 0);
        const QImage picture(path, "PNG");
        QCOMPARE(picture.size(), QSize(128, 128));
        QCOMPARE(qAlpha(picture.pixel(0, 0)), 0);
        int drawn = 0;
        for (int y = 0; y < 128; ++y)
            for (int x = 0; x < 128; ++x)
                drawn += qAlpha(picture.pixel(x, y)) > 200;
        QVERIFY2(drawn > 128 * 128 / 10, qPrintable(QString::number(drawn)));
    }
    void aThumbnailOfABrokenFileIsOne()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("broken.xyz"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("two\n\nH 0 0 0\n");
        file.close();
        const QString path = folder.filePath("picture.png");
        const auto outcome = run({"--thumbnail", path, file.fileName()});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.errors.contains("broken.xyz"), qPrintable(outcome.errors));
        QVERIFY(!QFile::exists(path));
    }
    void completesItsOptions()
    {
        const auto outcome = run({"--complete", "bash"}, {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"});
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY(outcome.output.contains("--thumbnail") && outcome.output.contains("light dark system"));
    }

    void withoutADisplayItSaysSo()
    {
        const auto outcome = run({}, {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.errors.contains("there is no display"), qPrintable(outcome.errors));
        QCOMPARE(outcome.errors.count('\n'), 1);
    }

    void savesAScreenshot()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("a picture.png");
        const auto outcome = run({kWaterBend, "--screenshot", path, "--size", "900x650"});
        QCOMPARE(outcome.exitCode, 0);
        QCOMPARE(QImage(path).size(), QSize(900, 650));
    }

    void saysNothingOfAMissingRuntimeFolder()
    {
        QTemporaryDir folder;
        const auto outcome = run({kWaterBend, "--screenshot", folder.filePath("picture.png")}, {"XDG_RUNTIME_DIR"});
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(!outcome.errors.contains("XDG_RUNTIME_DIR"), qPrintable(outcome.errors));
    }

    void aScreenshotOfABrokenFileIsOne()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("picture.png");
        const auto outcome = run({folder.filePath("gone.xyz"), kWaterBend, "--screenshot", path});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.errors.contains("gone.xyz"), qPrintable(outcome.errors));
        QVERIFY(!QFile::exists(path));
    }

    void aScreenshotThatCannotBeWrittenIsOne()
    {
        const auto outcome = run({kWaterBend, "--screenshot", "/nowhere/picture.png"});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.errors.contains("/nowhere/picture.png"), qPrintable(outcome.errors));
    }

    void aBrokenSettingsFileIsOne()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("bad.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"terms\": [], \"colour\": 1}");
        file.close();
        const auto outcome = run({"--settings", file.fileName(), "--screenshot", folder.filePath("picture.png")});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.errors.contains("bad.json") && outcome.errors.contains("colour"), qPrintable(outcome.errors));
    }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
