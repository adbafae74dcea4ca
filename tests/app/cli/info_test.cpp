#include "core/base/error.h"
#include "tests/support/run_mbtr.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace mbtr;

class InfoTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    QString file(const char* name, const std::string& content) { return QString::fromStdString(m_folder.write(name, content)); }

private slots:
    void printsTheAgreedJson()
    {
        const QString a = file("a.extxyz",
                               "2\nLattice=\"3 0 0 0 3 0 0 0 3\" Properties=species:S:1:pos:R:3:q:R:1 energy=1\nO 0 0 0 1\nH 1 0 "
                               "0 2\n1\nProperties=species:S:1:pos:R:3\nH 0 0 0\n");
        const QString b = file("b.xyz", "1\n\nH 0 0 0 0.5\n");
        const auto result = test::runMbtr({"info", a, b, "--json", "--threads", "1"});
        QCOMPARE(result.exitCode, 0);
        const auto json = nlohmann::ordered_json::parse(result.out.toStdString());
        const auto expected = nlohmann::ordered_json::parse(
            QByteArray(
                "{'structures':3,'elements':['H','O'],'atoms':{'min':1,'max':2,'total':4},'periodic':1,'formulas':{'H':2,'HO':1},"
                "'properties':[{'name':'energy','kind':'structure','text':false,'unit':'eV','count':1},"
                "{'name':'q','kind':'atom','text':false,'unit':'','count':1}]}")
                .replace('\'', '"')
                .toStdString());
        for (const auto& [key, value] : expected.items())
            QCOMPARE(json[key].dump(), value.dump());
        QCOMPARE(json.size(), 12u);
        QCOMPARE(json["bonds"]["total"].get<int>(), 1); // O-H of the first; of its 2 atoms and 2 others, 3 fragments
        QCOMPARE(json["fragments"]["molecules"].get<int>(), 3);
        QVERIFY(json["rings"].empty());
        QCOMPARE(json["warnings"].size(), 1u);
        QCOMPARE(json["warnings"][0].get<std::string>(),
                 b.toStdString() + ", line 3: further columns of the atom lines are ignored");
    }
    void printsATableAndWarnsOnStandardError()
    {
        const auto result = test::runMbtr({"info", file("b.xyz", "1\na=2\nH 0 0 0 0.5\n")});
        QCOMPARE(result.exitCode, 0);
        QVERIFY2(result.out.contains("structures  1\nelements    H\natoms       1 a structure, 1 in all\n"),
                 qPrintable(result.out));
        QVERIFY2(result.out.contains("a         structure  -           1\n"), qPrintable(result.out));
        QVERIFY2(result.error.endsWith("line 3: further columns of the atom lines are ignored\n"), qPrintable(result.error));
    }
    void saysWhereBondsOrRingsAreNotCounted()
    {
        const auto cluster = [&](int n, double a) {
            std::string text = std::to_string(n * n * n) + "\n\n";
            for (int i = 0; i < n * n * n; ++i)
                text += "C " + std::to_string(a * (i % n)) + " " + std::to_string(a * (i / n % n)) + " "
                    + std::to_string(a * (i / n / n)) + "\n";
            return text;
        };
        const auto large = test::runMbtr({"info", file("large.xyz", cluster(21, 1.5))});
        QVERIFY2(large.out.contains("rings       not counted in 1 structures, where too many"), qPrintable(large.out));
        const auto heap = test::runMbtr({"info", file("heap.xyz", cluster(9, 0))});
        QVERIFY2(heap.out.contains("no bonds in 1 structures with too small a cell or atoms on top"), qPrintable(heap.out));
    }
    void countsSpaceGroupsOfCrystals()
    {
        const QString salt = file(
            "salt.cif",
            "data_a\n_cell_length_a 5.64\n_cell_length_b 5.64\n_cell_length_c 5.64\n_cell_angle_alpha 90\n_cell_angle_beta 90\n"
            "_cell_angle_gamma 90\n_symmetry_space_group_name_H-M 'F m -3 "
            "m'\nloop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n"
            "_atom_site_fract_z\nNa 0 0 0\nCl 0.5 0.5 0.5\n");
        const QString lone = file("lone.xyz", "1\n\nH 0 0 0\n");
        const auto result = test::runMbtr({"info", salt, salt, lone, "--json"});
        QCOMPARE(result.exitCode, 0);
        const auto json = nlohmann::json::parse(result.out.toStdString());
        QCOMPARE(json["space_groups"].dump(), std::string("{\"Fm-3m (225)\":2}"));
    }
    void skipsWhatIsNoStructureInAFolder()
    {
        const test::TemporaryFolder folder;
        folder.write("a.xyz", "1\n\nH 0 0 0\n");
        folder.write("b.json", "{\"colour\": 1}");
        folder.write("notes.txt", "not looked at");
        const QString path = QString::fromStdString(folder.path("."));
        const auto result = test::runMbtr({"info", path, "--json"});
        QCOMPARE(result.exitCode, 0);
        const auto json = nlohmann::json::parse(result.out.toStdString());
        QCOMPARE(json["structures"].get<int>(), 1);
        QCOMPARE(json["warnings"].size(), 1u);
        const QString warning = QString::fromStdString(json["warnings"][0].get<std::string>());
        QVERIFY2(warning.contains("b.json") && warning.contains(": skipped: "), qPrintable(warning));
    }
    void aFolderOfWhichNothingCanBeReadIsAnError()
    {
        const test::TemporaryFolder folder;
        folder.write("b.json", "{\"colour\": 1}");
        const auto result = test::runMbtr({"info", QString::fromStdString(folder.path("."))});
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(result.error.contains("holds no file that can be read; the first: "), qPrintable(result.error));
        QCOMPARE(result.error.count('\n'), 1);
    }
    void readsStandardInput()
    {
        const auto result = test::runMbtr({"info", "-"}, "1\n\nH 0 0 0\n");
        QCOMPARE(result.exitCode, 0);
        QVERIFY(result.out.contains("formulas    H\n"));
    }
    void namesOfAFileThatAreNoUtf8DoNotBreakTheJson()
    {
        const auto result
            = test::runMbtr({"info", "--json", file("latin.extxyz", "1\nProperties=species:S:1:pos:R:3 \xe9=1\nH 0 0 0\n")});
        QCOMPARE(result.exitCode, 0);
        QVERIFY(nlohmann::json::accept(result.out.toStdString()));
    }
    void endsWithTheAgreedCode_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("error");
        const QString bad = file("bad.xyz", "2\n\nH 0 0 0\n"), good = file("good.xyz", "1\n\nH 0 0 0\n");
        QTest::newRow("missing file") << QStringList {"info", "/absent.xyz"} << 1 << "mbtr: /absent.xyz: there is no such file\n";
        QTest::newRow("broken file") << QStringList {"info", good, bad} << 1
                                     << "mbtr: " + bad + ", line 3: expected 2 atoms, found 1 before the end of the file\n";
        QTest::newRow("no file") << QStringList {"info"} << 2 << "";
        QTest::newRow("no command") << QStringList {} << 2 << "";
        QTest::newRow("unknown option") << QStringList {"info", good, "--jsn"} << 2 << "";
        QTest::newRow("unknown command") << QStringList {"inform", good} << 2 << "";
        QTest::newRow("threads") << QStringList {"info", good, "--threads", "0"} << 2 << "";
        QTest::newRow("help") << QStringList {"info", "--help"} << 0 << "";
    }
    void endsWithTheAgreedCode()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QString, error);
        const auto result = test::runMbtr(arguments);
        QCOMPARE(result.exitCode, exitCode);
        if (!error.isEmpty())
            QCOMPARE(result.error, error);
        QCOMPARE(result.out.isEmpty(), exitCode != 0);
        QCOMPARE(result.error.isEmpty(), exitCode == 0);
    }
};

QTEST_GUILESS_MAIN(InfoTest)
#include "info_test.moc"
