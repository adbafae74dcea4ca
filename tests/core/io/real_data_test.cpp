#include "core/base/error.h"
#include "core/base/text.h"
#include "core/io/read_dataset.h"
#include "tests/support/test_data.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>

using namespace mbtr;

namespace {

/// What reading a file of "wild" gives, as "frames formula" of the first frame or the beginning of the error.
QString resultOf(const std::string& path)
{
    Progress progress;
    try {
        const Dataset dataset = readFile(path, progress);
        return QString("%1 %2").arg(dataset.size()).arg(QString::fromStdString(formula(dataset.structures[0])));
    } catch (const FileError& error) {
        const QString place = error.line() > 0 ? QString("line %1: ").arg(error.line()) : QString();
        return place + QString::fromStdString(error.message());
    }
}

} // namespace

class RealDataTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (test::realDataFile("README.md").empty())
            QSKIP("the real datasets are not here (MBTR_DATA)");
    }
    void readsTheDatasets_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("structures");
        QTest::addColumn<int>("smallest");
        QTest::addColumn<int>("largest");
        QTest::addColumn<QString>("elements");
        QTest::addColumn<QString>("property");
        const auto row
            = [](const char* name, int structures, int smallest, int largest, const char* elements, const char* property) {
                  QTest::newRow(name) << name << structures << smallest << largest << elements << property;
              };
        // counts: README.md of the datasets
        row("molecules/qm7_pbe0.extxyz.gz", 7101, 4, 23, "1 6 7 8 16", "ae_pbe0");
        row("molecules/small_molecules_985.extxyz.gz", 985, 10, 27, "1 6 7 8", "formation_energy_per_atom");
        row("molecules/qm9_100.extxyz", 100, 3, 17, "1 6 7 8", "<R2>");
        row("molecules/qm7x_part.extxyz.gz", 1710, 4, 22, "1 6 7 8 16", "forces");
        row("molecules/amons_forces_800.extxyz.gz", 800, 3, 23, "1 6 7 8", "smiles");
        row("md/md17_ethanol_2000.extxyz.gz", 2000, 9, 9, "1 6 8", "forces");
        row("md/md17_uracil_3000.extxyz.gz", 3000, 12, 12, "1 6 7 8", "forces");
        row("md/botnet_ethanol_train_1000.extxyz.gz", 1000, 9, 9, "1 6 8", "energy");
        row("md/botnet_ethanol_test_1000.extxyz.gz", 1000, 9, 9, "1 6 8", "energy");
        row("md/botnet_3bpa_300K_500.extxyz.gz", 500, 27, 27, "1 6 7 8", "forces");
        row("md/botnet_3bpa_mixedT_500.extxyz.gz", 500, 27, 27, "1 6 7 8", "forces");
        row("crystals/nmd18_train_2400.extxyz.gz", 2400, 10, 80, "8 13 31 49", "formation_energy_ev_natom");
        row("crystals/agpd_625.extxyz.gz", 625, 1, 8, "46 47", "mixing_energy");
        row("crystals/mgo_oqmd.extxyz", 292, 2, 10, "8 12", "target");
        row("crystals/elpasolites_ideal_7000.extxyz.gz", 7000, 10, 10, "", "formation_energy");
        row("crystals/ni_snap_461.extxyz.gz", 461, 6, 108, "28", "forces");
        row("crystals/si_mlearn_214.extxyz.gz", 214, 12, 96, "14", "group");
        row("crystals/li_mlearn_241.extxyz.gz", 241, 2, 84, "3", "group");
    }
    void readsTheDatasets()
    {
        QFETCH(QString, name);
        QFETCH(int, structures);
        QFETCH(int, smallest);
        QFETCH(int, largest);
        QFETCH(QString, elements);
        QFETCH(QString, property);
        const std::string path = test::realDataFile(name.toStdString());
        if (path.empty())
            QSKIP("the real datasets are not here");
        Progress progress;
        const Dataset dataset = readFile(path, progress);
        QCOMPARE(dataset.size(), structures);
        QVERIFY(dataset.messages.empty());
        const auto [least, most]
            = std::minmax_element(dataset.structures.begin(), dataset.structures.end(),
                                  [](const auto& a, const auto& b) { return a.atomCount() < b.atomCount(); });
        QCOMPARE(least->atomCount(), smallest);
        QCOMPARE(most->atomCount(), largest);
        QStringList found;
        for (const int z : elementsOf(dataset))
            found << QString::number(z);
        if (elements.isEmpty())
            QCOMPARE(found.size(), 39);
        else
            QCOMPARE(found.join(' '), elements);
        const Property* column = dataset.find(property.toStdString());
        QVERIFY(column);
        QCOMPARE(column->count(), static_cast<std::size_t>(structures));
        QCOMPARE(dataset.structures[0].isPeriodic(), name.startsWith("crystals"));
        if (property == "forces")
            QCOMPARE(column->unit, std::string("eV/angstrom"));
    }
    void readsOrRefusesTheFilesOfTheWild_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("result");
        const auto row = [](const char* name, const char* result) { QTest::newRow(name) << name << result; };
        // formulas: INDEX.tsv; those ASE cannot read by hand from the file
        row("methane.xyz", "1 CH4");
        row("trajectory.xyz", "2 He9");
        row("extended.xyz", "3 C88H96O8");
        row("bad_extended.xyz", "line 3: expected 5 columns, found 4 in 'H 1.0 4.0 2.3'");
        row("bad_helium.xyz", "line 6: expected 8 atoms, found 4 before the end of the file");
        row("LiH.xyz", "2 H16Li9");
        row("pyridine.xyz", "1 C5H5N");
        row("t-butene.xyz", "1 C4H8");
        row("bad_cve-2022-42885.xyz", "1 CH");
        row("bad_cve-2022-46280.xyz", "1 C");
        row("chemiscope_alpha-mu.xyz", "2 C8H11N5O3");
        row("chemiscope_explore_mc3d.xyz", "5 AlB4Cr3");
        row("quartz.extxyz", "1 O4Si2");
        row("mp-1184225.extxyz", "6 Fe3W");
        row("tensoralloy_examples.extxyz", "2 C10H8");
        row("MoS2_energy_forces_stress.xyz", "1 Mo96S192");
        row("st12.extxyz", "1 Si12");
        row("hhaoyan_nacl.xyz", "1 ClNa");
        row("nmd18_train_1_geometry.xyz", "1 Al20Ga12O48"); // FHI-aims under another name
        row("chemiscope_showcase.json.gz", "29 C5H5N5O");
        row("CaCrP2O7_mvc-11955_symmetrized.json", "1 Ca2Cr2O14P4");
        row("BN.selective.dynamics.poscar", "1 BN");
        row("Cr2O3.direct.poscar", "1 Cr12O18");
        row("MnO.cartesian.poscar", "1 Mn12O12");
        row("bad_MnO.misnumbered.poscar", "line 31: expected 36 positions, found 24");
        row("NaCl-cubic.poscar", "1 Cl4Na4");
        row("vasp4-format.poscar",
            "line 6: the elements are missing (VASP 4 format): expected a line of 2 element symbols above the numbers of atoms");
        row("scientific-notation.poscar", "1 HO");
        row("POSCAR.oh.c", "1 HO");
        row("bad_POSCAR.oh.err1",
            "line 11: expected three coordinates and three flags T or F (selective dynamics), found '0.25 0.25 0.25 F F'");
        row("POSCAR_example_1",
            "line 6: the elements are missing (VASP 4 format): expected a line of 1 element symbol above the numbers of atoms");
        row("spglib_orthorhombic_POSCAR-036", "1 Nb80O240Pb48");
        row("spglib_trigonal_POSCAR-148-2", "1 O216P72Yb24");
        row("x23_urea.poscar", "1 C2H8N4O2");
        row("x23_benzene.poscar", "1 C24H24");
        row("1544173.cif", "1 C40H56O4");
        row("TiO2.cif", "1 O4Ti2");
        row("Li10GeP2S12.cif", "1 Ge4Li28P2S24");
        row("1011031.cif", "1 C4Si4");
        row("eol-test.cif", "holds no atoms: expected a loop with _atom_site_fract_x, _y and _z");
        row("SO3.cif", "1 O3S");
        row("9002806.cif", "1 O12Sr4Ti4");
        row("jmol_quartz.cif", "1 O6Si3");
        row("jmol_gold.cif", "1 Au4");
        row("CaCrP2O7_mvc-11955_symmetrized.cif", "1 Ca2Cr2O14P4");
        row("aspirin.sdf", "1 C9H8O4");
        row("benzene.sdf", "1 C6H6");
        row("caffeine.mol", "1 C8H10N4O2");
        row("ngl_v3000.sdf", "1 C16N4O3"); // the second record has a group R1
        row("bad_ant-2026-00770.sdf", "1 C8");
        row("bad_atom-line.sdf", "line 5: expected three coordinates and an element, found '3.7320   -0.0600'");
        row("bad_count-line-too-short.sdf", "line 4: expected at least 1 atom, found none");
        row("ethane.cml", "1 C2H6");
        row("MOF-5.pdb", "1 C24H12O19Zn10");
        row("crystal-maker.pdb", "1 Xe8");
        row("short-cryst1.pdb", "1 H6O3");
        row("water.pdb", "1 H2O");
        row("1h.gro", "1 H6O3");
        row("cod_4020641.gro", "1 C26H44O9SSi"); // SI is silicon, not a second sulfur
        row("multi_frames.gro", "2 H6O3");
        row("bad_truncated.gro",
            "line 558: expected residue, atom, number and three coordinates in columns, found '5.56800   5.88700   6.25700'");
    }
    void readsOrRefusesTheFilesOfTheWild()
    {
        QFETCH(QString, name);
        QFETCH(QString, result);
        const std::string path = test::realDataFile("wild/" + name.toStdString());
        if (path.empty())
            QSKIP("the real datasets are not here");
        QCOMPARE(resultOf(path), result);
    }
    /// Volumes as ASE states them in INDEX.tsv: cells, scale factors and their units.
    void cellsOfTheWildHaveTheVolumeOfTheIndex()
    {
        const std::string index = test::realDataFile("wild/INDEX.tsv");
        if (index.empty())
            QSKIP("the real datasets are not here");
        int compared = 0;
        for (const QString& line : QString::fromStdString(test::contentOf(index)).split('\n')) {
            const auto match
                = QRegularExpression("^(\\S+\\.(?:cif|poscar|xyz|extxyz|gro|pdb)|POSCAR\\S*)\t.*cell V=([0-9.]+)").match(line);
            if (!match.hasMatch() || line.startsWith("bad_"))
                continue;
            Progress progress;
            const Dataset dataset = readFile(test::realDataFile("wild/" + match.captured(1).toStdString()), progress);
            const double volume = dataset.structures[0].cell.value().volume();
            QVERIFY2(std::abs(volume - match.captured(2).toDouble()) < 0.0006, qPrintable(line));
            ++compared;
        }
        QVERIFY2(compared >= 20, qPrintable(QString::number(compared)));
    }
    /// Every file, of formats that are known or not, cut off at many places: an answer or a sentence, never a crash.
    void survivesFilesCutOffAnywhere()
    {
        const std::string folder = test::realDataFile("wild");
        if (folder.empty())
            QSKIP("the real datasets are not here");
        QTemporaryDir temporary;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            const std::string content = test::contentOf(entry.path().string());
            const std::string path = temporary.path().toStdString() + "/" + entry.path().filename().string();
            for (std::size_t i = 0; i < 20; ++i) {
                std::ofstream(path, std::ios::binary) << content.substr(0, content.size() * i / 20);
                QVERIFY(!resultOf(path).isEmpty());
            }
        }
    }
    /// The same with bytes changed at random (the same ones in every run).
    void survivesChangedBytes()
    {
        const std::string folder = test::realDataFile("wild");
        if (folder.empty())
            QSKIP("the real datasets are not here");
        QTemporaryDir temporary;
        std::mt19937 random(1);
        const std::string replacements = "0159-+.eEDdTF \t\n\r=\"'{}[]\\:,#_xyz\xff";
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            const std::string content = test::contentOf(entry.path().string());
            const std::string path = temporary.path().toStdString() + "/" + entry.path().filename().string();
            for (int run = 0; run < 25; ++run) {
                std::string changed = content;
                for (int i = 0; i < 1 + run / 5; ++i)
                    changed[random() % std::min<std::size_t>(changed.size(), 2000)]
                        = replacements[random() % replacements.size()];
                std::ofstream(path, std::ios::binary) << changed;
                QVERIFY(!resultOf(path).isEmpty());
            }
        }
    }
};

QTEST_APPLESS_MAIN(RealDataTest)
#include "real_data_test.moc"
