#include "tests/support/run_mbtr.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <nlohmann/json.hpp>

using Json = nlohmann::json;
using mbtr::test::CommandResult;
using mbtr::test::runMbtr;

namespace {

const QString kPalladium = QStringLiteral(MBTR_SOURCE_DIR "/resources/examples/copper_palladium.extxyz.gz");

/// Simple cubic cells in a row with these elements and one energy each; "" leaves the energy out.
std::string cells(const std::vector<std::pair<std::vector<std::string>, std::string>>& all)
{
    std::string text;
    for (const auto& [atoms, energy] : all) {
        text += std::to_string(atoms.size()) + "\nLattice=\"" + std::to_string(3 * atoms.size())
            + " 0 0 0 3 0 0 0 3\" Properties=species:S:1:pos:R:3 pbc=\"T T T\"" + (energy.empty() ? "" : " e=" + energy) + "\n";
        for (std::size_t i = 0; i < atoms.size(); ++i)
            text += atoms[i] + " " + std::to_string(3 * i) + " 0 0\n";
    }
    return text;
}

Json parsed(const CommandResult& result)
{
    return Json::parse(result.out.toStdString());
}

} // namespace

class HullTest : public QObject {
    Q_OBJECT

private slots:
    void printsWhatTheContractSays()
    {
        const CommandResult result = runMbtr({"hull", kPalladium, "--energy", "energy", "--per-cell"});
        QCOMPARE(result.exitCode, 0);
        const Json json = parsed(result);
        QVERIFY(json.at("elements") == (Json {"Cu", "Pd"}));
        QCOMPARE(json.at("vertices").size(), 5u);
        QVERIFY(json.at("vertices")[2].at("structure") == Json(3));
        QVERIFY(std::abs(json.at("vertices")[2].at("energy").get<double>() + 0.035425945) < 1e-9);
        QVERIFY(json.at("vertices")[2].at("composition") == (Json {{"Cu", 0.5}, {"Pd", 0.5}}));
        QCOMPARE(json.at("facets").size(), 4u);
        const Json& structure = json.at("structures")[200];
        QVERIFY(structure.at("structure") == Json(200));
        QVERIFY(std::abs(structure.at("above_hull").get<double>() - 0.00326121571429) < 1e-9); // pymatgen
        QCOMPARE(structure.at("decomposition").size(), 2u);
        QVERIFY(structure.at("decomposition")[0].at("structure") == Json(28));
        QVERIFY(std::abs(structure.at("decomposition")[0].at("amount").get<double>() - 4.0 / 7) < 1e-9);
        double atPalladium = 0; // the facet at copper ends in its energy of formation, zero
        for (const Json& facet : json.at("facets"))
            if (facet.at("vertices") == Json {0, 26})
                atPalladium = facet.at("chemical_potentials").at("Pd").get<double>();
        QVERIFY(std::abs(atPalladium - (-0.11393133 + 0.00026991)) < 1e-8);
    }
    void formationEnergiesFromTotalsAreThoseInTheFile()
    {
        const Json fromTotals = parsed(runMbtr({"hull", kPalladium, "--energy", "energy", "--per-cell"}));
        const Json given = parsed(runMbtr({"hull", kPalladium, "--energy", "mixing_energy", "--formation"}));
        for (std::size_t i = 0; i < given.at("structures").size(); ++i)
            QVERIFY(std::abs(fromTotals.at("structures")[i].at("energy").get<double>()
                             - given.at("structures")[i].at("energy").get<double>())
                    < 2e-8);
    }
    void aMissingEndMemberIsNamedOrTakenFromATable()
    {
        const QString data = file("one.extxyz", cells({{{"Cu"}, "-1"}, {{"Cu", "Pd"}, "-2"}}));
        const CommandResult without = runMbtr({"hull", data, "--energy", "e"});
        QCOMPARE(without.exitCode, 1);
        QVERIFY2(without.error.contains("no structure of pure Pd has an energy"), qPrintable(without.error));
        const QString table = file("references.csv", "element,energy\nPd,-2.5\n");
        const Json json = parsed(runMbtr({"hull", data, "--energy", "e", "--elements-reference", table}));
        QVERIFY(json.at("references") == (Json {{"Cu", -1.0}, {"Pd", -2.5}}));
        QCOMPARE(json.at("vertices").size(), 3u);
        QVERIFY(json.at("vertices")[2].at("structure").is_null()); // palladium itself
        QVERIFY(json.at("vertices")[2].at("composition") == (Json {{"Pd", 1.0}}));
    }
    void predictedEnergiesArePlacedToo()
    {
        std::string text = cells({{{"Cu"}, "0"}, {{"Pd"}, "0"}, {{"Cu", "Pd"}, "-0.1"}, {{"Cu", "Cu", "Pd"}, ""}});
        text.replace(text.rfind("pbc"), 0, "p=-0.5 ");
        const Json json = parsed(runMbtr({"hull", file("p.extxyz", text), "--energy", "e", "--predicted", "p"}));
        const Json& last = json.at("structures")[3];
        QVERIFY(last.at("is_predicted") == Json(true));
        QVERIFY(std::abs(last.at("above_hull").get<double>() - (-0.5 + 0.2 / 3)) < 1e-9);
    }
    void whatCannotBeIsOneSentence_data()
    {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("message");
        QTest::addRow("no such property") << QByteArray() << QStringList {"--energy", "nothing"}
                                          << "there is no property 'nothing'";
        QTest::addRow("no columns") << QByteArray("a,b\n1,2\n") << QStringList() << "expected columns called element and energy";
        QTest::addRow("no element") << QByteArray("element,energy\nXq,1\n") << QStringList() << "found 'Xq, 1'";
        QTest::addRow("twice") << QByteArray("element,energy\nPd,1\nPd,2\n") << QStringList() << "names Pd a second time";
        QTest::addRow("mixed units") << QByteArray() << QStringList {"--energy",    "energy",       "--unit",
                                                                     "energy=eV",   "--unit",       "mixing_energy=kJ/mol/atom",
                                                                     "--predicted", "mixing_energy"}
                                     << "convert one of them with --convert-unit";
        QTest::addRow("per cell of an energy per atom")
            << QByteArray() << QStringList {"--energy", "mixing_energy", "--unit", "mixing_energy=eV/atom", "--per-cell"}
            << "it is per atom already";
    }
    void whatCannotBeIsOneSentence()
    {
        QFETCH(QByteArray, table);
        QFETCH(QStringList, more);
        QFETCH(QString, message);
        QStringList arguments {"hull", kPalladium};
        arguments += more.contains("--energy") ? more : more + QStringList {"--energy", "mixing_energy"};
        if (!table.isEmpty())
            arguments += {"--elements-reference", file("t.csv", table.toStdString())};
        const CommandResult result = runMbtr(arguments);
        QCOMPARE(result.exitCode, 1);
        QVERIFY(result.out.isEmpty());
        QVERIFY2(result.error.contains(message), qPrintable(result.error));
    }

private:
    QString file(const char* name, const std::string& content) { return QString::fromStdString(m_folder.write(name, content)); }

    mbtr::test::TemporaryFolder m_folder;
};

QTEST_GUILESS_MAIN(HullTest)
#include "hull_test.moc"
