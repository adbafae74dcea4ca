#include "core/base/error.h"
#include "core/io/read_dataset.h"
#include "tests/support/sound_dataset.h"
#include "tests/support/test_data.h"

#include <QDir>
#include <QTest>

using namespace mbtr;

/// Files of our own, and files that fuzzing (tests/fuzz) or users found readers to stumble over.
class DamagedFilesTest : public QObject {
    Q_OBJECT

private slots:
    void giveASoundDatasetOrOneSentence_data()
    {
        QTest::addColumn<QString>("path");
        for (const char* name : {"fuzz", "formats"}) {
            const QDir folder(QString::fromStdString(test::dataFile(name)));
            for (const QString& file : folder.entryList(QDir::Files, QDir::Name))
                QTest::newRow(qPrintable(name + ("/" + file))) << folder.filePath(file);
        }
    }
    void giveASoundDatasetOrOneSentence()
    {
        QFETCH(QString, path);
        Progress progress;
        std::string problem;
        try {
            problem = test::problemOf(readFile(path.toStdString(), progress));
        } catch (const FileError& error) {
            QVERIFY(!error.message().empty());
            QVERIFY(error.message().find('\n') == std::string::npos);
        }
        QCOMPARE(problem, std::string());
    }
};

QTEST_APPLESS_MAIN(DamagedFilesTest)
#include "damaged_files_test.moc"
