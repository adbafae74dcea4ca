#include "core/mbtr/presets.h"
#include "core/mbtr/settings_json.h"
#include "tests/support/run_mbtr.h"
#include "tests/support/temporary_folder.h"

#include <QTest>

using namespace mbtr;

class SettingsCommandTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

private slots:
    void printsEveryPreset_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"paper-molecules", "paper-crystals", "alloys", "dscribe", "default"})
            QTest::newRow(name) << name;
    }
    void printsEveryPreset()
    {
        QFETCH(QString, name);
        const auto result = test::runMbtr({"settings", "--preset", name});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.error, QString());
        QVERIFY(settingsFromJson(result.out.toStdString()) == preset(name.toStdString()));
    }
    void printsTheDefaultWithoutAPreset()
    {
        QCOMPARE(test::runMbtr({"settings"}).out, test::runMbtr({"settings", "--preset", "default"}).out);
    }
    // Distances of 1 and 2 angstrom in one file, 0.5 in the other: inverse distances 0.5 to 2.
    void fitsSpeciesAndGridsToTheStructures()
    {
        const auto a = QString::fromStdString(m_folder.write("a.xyz", "2\n\nO 0 0 0\nH 0 0 1\n2\n\nO 0 0 0\nH 0 0 2\n"));
        const auto b = QString::fromStdString(m_folder.write("b.xyz", "2\n\nN 0 0 0\nH 0 0 0.5\n"));
        const auto result = test::runMbtr({"settings", "--for", a, b});
        QCOMPARE(result.exitCode, 0);
        const MbtrSettings settings = settingsFromJson(result.out.toStdString());
        QVERIFY(settings.species == std::vector<int>({1, 7, 8}));
        const GridSettings grid = settings.terms.at(1).grid;
        QVERIFY(grid.min <= 0.5 && grid.min > -0.5);
        QVERIFY(grid.max && *grid.max >= 2 && *grid.max < 3);
    }
    void whatItPrintsCanBeUsed()
    {
        const auto data = QString::fromStdString(m_folder.write("water.xyz", "3\n\nO 0 0 0\nH 0 0 1\nH 0 1 0\n"));
        const auto settings
            = QString::fromStdString(m_folder.write("s.json", test::runMbtr({"settings", "--for", data}).out.toStdString()));
        QCOMPARE(test::runMbtr({"layout", "--settings", settings}).exitCode, 0);
        QCOMPARE(test::runMbtr({"compute", data, "--settings", settings, "-o", QString::fromStdString(m_folder.path("f.npy"))})
                     .exitCode,
                 0);
    }
    void refusesAnUnknownPreset()
    {
        const auto result = test::runMbtr({"settings", "--preset", "paper"});
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.out, QString());
        QVERIFY2(result.error.contains("paper-molecules"), qPrintable(result.error));
    }
    void saysWhichFileIsMissing()
    {
        const auto result = test::runMbtr({"settings", "--for", "/absent.xyz"});
        QCOMPARE(result.exitCode, 1);
        QCOMPARE(result.out, QString());
        QCOMPARE(result.error, "mbtr: /absent.xyz: there is no such file\n");
    }
};

QTEST_GUILESS_MAIN(SettingsCommandTest)
#include "settings_test.moc"
