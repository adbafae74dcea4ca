#include "tests/support/run_mbtr.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace mbtr;

/// `mbtr formats`, and what commands are told that files do not say.
class FormatsTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    QString vasp4()
    {
        return QString::fromStdString(
            m_folder.write("v.poscar", "x\n1\n2 0 0\n0 3 0\n0 0 4\n2 1\nDirect\n0 0 0\n.5 .5 .5\n0 0 .5\n"));
    }

private slots:
    void listsFormatsAsJson()
    {
        const auto result = test::runMbtr({"formats", "--json"});
        QCOMPARE(result.exitCode, 0);
        const QJsonArray list = QJsonDocument::fromJson(result.out.toUtf8()).array();
        QVERIFY(list.size() >= 12);
        const QJsonObject first = list[0].toObject();
        QCOMPARE(first["id"].toString(), QString("extxyz"));
        QCOMPARE(first["suffixes"].toArray()[0].toString(), QString("extxyz"));
        QVERIFY(first["write"].toBool());
        QVERIFY(first["holds"].toArray().contains("atom_texts"));
    }
    void listsFormatsForPeople()
    {
        const auto result = test::runMbtr({"formats"});
        QCOMPARE(result.exitCode, 0);
        QVERIFY(result.out.contains("VASP XDATCAR"));
        QVERIFY(result.out.contains("https://docs.lammps.org/dump.html"));
    }
    void takesElementsFromTheCommandLine()
    {
        const auto result = test::runMbtr({"info", vasp4(), "--elements", "Ga,As", "--json"});
        QCOMPARE(result.exitCode, 0);
        QVERIFY(result.out.contains("\"AsGa2\": 1"));
    }
    void saysHowToNameElements()
    {
        const auto result = test::runMbtr({"info", vasp4()});
        QCOMPARE(result.exitCode, 1);
        QVERIFY(result.error.endsWith("; or name them with --elements, such as --elements H,O\n"));
    }
    void refusesWhatIsNoElement()
    {
        const auto result = test::runMbtr({"info", vasp4(), "--elements", "Ga,Qq"});
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.error.startsWith("--elements: elements: expected element symbols such as Ga,As, found 'Qq'\n"),
                 qPrintable(result.error));
    }
    void everyCommandThatReadsStructuresTakesElements()
    {
        for (const char* command : {"info", "convert", "settings", "layout", "compute", "contributions", "distance", "train"})
            QVERIFY2(test::runMbtr({command, "--help"}).out.contains("--elements"), command);
    }
    void showsTextsOfAtoms()
    {
        const auto result = test::runMbtr({"info", QString::fromStdString(test::dataFile("formats/labelled.extxyz"))});
        QVERIFY2(QString(result.out).contains(QRegularExpression("residue +atom +\\(text\\) +1\n")), qPrintable(result.out));
    }
};

QTEST_APPLESS_MAIN(FormatsTest)
#include "formats_test.moc"
