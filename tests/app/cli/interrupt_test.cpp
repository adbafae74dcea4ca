#include "core/base/error.h"
#include "tests/support/run_mbtr.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

using namespace mbtr;

namespace {

const QString kMolecules = QStringLiteral(MBTR_SOURCE_DIR "/resources/examples/small_molecules.extxyz.gz");

QStringList timesMolecules(int count)
{
    return QStringList(count, kMolecules);
}

} // namespace

/// Ctrl+C: the program ends within 0.1 s and leaves nothing unfinished.
class InterruptTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_inputs, m_outputs;

    QString input(const char* name) const { return QString::fromStdString(m_inputs.path(name)); }
    QString output(const char* name) const { return QString::fromStdString(m_outputs.path(name)); }
    QStringList outputs() const { return QDir(output("")).entryList(QDir::Files | QDir::Hidden); }
    QStringList arguments(const QString& command) const
    {
        const QStringList settings {"--settings", input("settings.json")};
        if (command == "compute csv")
            return QStringList {"compute"} + timesMolecules(1) + settings + QStringList {"-o", output("out.csv")};
        if (command == "compute npz")
            return QStringList {"compute"} + timesMolecules(5) + settings + QStringList {"-o", output("out.npz")};
        if (command == "train")
            return QStringList {"train",     kMolecules, "--target", "energy", "--kernel",
                                "laplacian", "--train",  "600",      "-o",     output("out.mbtr")}
            + settings;
        return {"convert", input("long.extxyz"), output("out.extxyz.gz")};
    }

private slots:
    void initTestCase()
    {
        m_inputs.write("settings.json", test::runMbtr({"settings", "--preset", "paper-molecules"}).out.toStdString());
        QCOMPARE(test::runMbtr({"convert", kMolecules, input("once.extxyz")}).exitCode, 0);
        const std::string once = test::contentOf(m_inputs.path("once.extxyz"));
        std::string text;
        for (int i = 0; i < 6; ++i)
            text += once;
        m_inputs.write("long.extxyz", text);
    }
    void endsAtOnce_data()
    {
        QTest::addColumn<QString>("command");
        for (const char* command : {"compute csv", "compute npz", "train", "convert"})
            QTest::newRow(command) << command;
    }
    void endsAtOnce()
    {
        QFETCH(QString, command);
        const auto result = test::interruptMbtr(arguments(command), 150);
        QVERIFY(result.wasRunning);
        QVERIFY(result.endedBySignal);
        QVERIFY2(result.milliseconds < 100, qPrintable(QString::number(result.milliseconds)));
        QCOMPARE(outputs(), QStringList());
    }
    // Signals at eight moments of a run, the writing of the file among them: whatever has its name by then is whole.
    void leavesNothingUnfinished_data() { endsAtOnce_data(); }
    void leavesNothingUnfinished()
    {
        QFETCH(QString, command);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(test::runMbtr(arguments(command)).exitCode, 0);
        const auto duration = static_cast<int>(timer.elapsed());
        QCOMPARE(outputs().size(), 1);
        const QString file = output(qPrintable(outputs().at(0)));
        const auto size = QFileInfo(file).size();
        for (const bool replaces : {false, true})
            for (int moment = 0; moment < 4; ++moment) {
                QFile::remove(file);
                if (replaces)
                    m_outputs.write(QFileInfo(file).fileName().toStdString(), "older");
                test::interruptMbtr(arguments(command), duration * (6 + moment) / 10);
                QVERIFY(outputs().size() <= 1);
                if (QFile::exists(file))
                    QVERIFY(QFileInfo(file).size() == size || (replaces && QFileInfo(file).size() == 5));
            }
        QFile::remove(file);
    }
};

QTEST_GUILESS_MAIN(InterruptTest)
#include "interrupt_test.moc"
