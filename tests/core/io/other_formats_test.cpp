#include "core/base/error.h"
#include "core/io/format.h"
#include "core/io/write_dataset.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

#include <QTest>
#include <cmath>
#include <filesystem>
#include <random>

using namespace mbtr;

namespace {

Dataset readOwn(const std::string& name, const ReadOptions& options = {})
{
    Progress progress;
    return readFile(test::dataFile("formats/" + name), progress, options);
}

std::string errorOfOwn(const std::string& name)
{
    try {
        readOwn(name);
    } catch (const FileError& error) {
        return error.message();
    }
    return {};
}

std::vector<double> atomNumbers(const Dataset& dataset, const char* name, std::size_t structure = 0)
{
    const Property* property = dataset.find(name);
    return property ? std::get<AtomNumbers>(property->values).values[structure] : std::vector<double>();
}

std::vector<std::string> atomTexts(const Dataset& dataset, const char* name, std::size_t structure = 0)
{
    const Property* property = dataset.find(name);
    return property ? std::get<AtomTexts>(property->values).values[structure] : std::vector<std::string>();
}

std::vector<double> numbers(const Dataset& dataset, const char* name)
{
    const Property* property = dataset.find(name);
    return property ? std::get<StructureNumbers>(property->values).values : std::vector<double>();
}

std::string unitOf(const Dataset& dataset, const char* name)
{
    const Property* property = dataset.find(name);
    return property ? property->unit : "no such property";
}

} // namespace

/// Cube, FHI-aims, JSON and .npz files, texts of atoms, selective dynamics and QM9's dialect.
class OtherFormatsTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    bool isRefused(const std::string& name, const std::string& content)
    {
        try {
            m_folder.read(name, content);
        } catch (const Error&) {
            return true;
        }
        return false;
    }

private slots:
    void readsACubeInBohr()
    {
        const Dataset dataset = readOwn("water_bohr.cube");
        const Structure& water = dataset.structures.at(0);
        QCOMPARE(water.species, (std::vector<int> {8, 1, 1}));
        QVERIFY(std::abs(water.positions(2, 0) - 0.529177210903) < 1e-12);
        QVERIFY(std::abs(water.cell.value().vectors(1, 1) - 5.29177210903) < 1e-12); // 2 steps of 5 bohr
        QVERIFY(!water.isPeriodic());
    }
    void readsACubeInAngstromWithOrbitals()
    {
        const Structure hydrogen = readOwn("orbital_angstrom.cube").structures.at(0);
        QCOMPARE(hydrogen.species, (std::vector<int> {1, 1}));
        QCOMPARE(hydrogen.positions(2, 1), 0.74);
        QVERIFY(!hydrogen.cell); // its box does not begin at zero
    }
    void readsFhiAims()
    {
        const Dataset dataset = readOwn("geometry.in");
        const Structure& slab = dataset.structures.at(0);
        QCOMPARE(slab.species, (std::vector<int> {26, 8, 1}));
        QVERIFY(slab.positions.col(0).isApprox(Eigen::Vector3d(2, 2.5, 5)));
        QCOMPARE(slab.positions(2, 2), 1.0); // 1.D0
        QCOMPARE(slab.cell.value().dimension(), 3);
        QCOMPARE(atomNumbers(dataset, "initial_magmoms"), (std::vector<double> {2.5, 0, 0}));
        QCOMPARE(atomNumbers(dataset, "initial_charges"), (std::vector<double> {1, 0, 0}));
        QCOMPARE(atomNumbers(dataset, "move_mask"), (std::vector<double> {0, 1, 0, 0, 0, 0, 1, 1, 1}));
        QCOMPARE(atomNumbers(dataset, "velocities"), (std::vector<double> {0, 0, 0, 0, 0, 0, 1, 2, 3}));
        QCOMPARE(atomTexts(dataset, "label"), (std::vector<std::string> {"Fe", "O_surface", "H"}));
    }
    void readsFhiAimsMoleculesAndSlabs()
    {
        const Dataset molecule = readOwn("geometry_molecule.in");
        QVERIFY(!molecule.structures.at(0).cell);
        QCOMPARE(molecule.messages.at(0).text, std::string("lines 'homogeneous_field' are not kept"));
        const Dataset slab
            = m_folder.read("slab.xyz", "lattice_vector 3 0 0\nlattice_vector 0 4 0\natom 1 1 1 Cu\n"); // whatever it is called
        QCOMPARE(slab.structures[0].cell.value().periodic, (std::array {true, true, false}));
    }
    void readsPymatgenStructures()
    {
        const Dataset dataset = readOwn("pymatgen.json");
        const Structure& salt = dataset.structures.at(0);
        QCOMPARE(salt.species, (std::vector<int> {11, 17})); // the larger part of Cl/Br
        QCOMPARE(salt.positions(2, 1), 2.5);
        QCOMPARE(salt.cell.value().vectors(2, 2), 5.0);
        QCOMPARE(atomNumbers(dataset, "magmom"), (std::vector<double> {0.5, -0.5}));
        QCOMPARE(atomNumbers(dataset, "move_mask"), (std::vector<double> {1, 0, 1, 1, 1, 1}));
        QCOMPARE(atomTexts(dataset, "label"), (std::vector<std::string> {"Na1", "Cl1"}));
        QCOMPARE(numbers(dataset, "energy_above_hull"), std::vector<double> {0.125});
        QCOMPARE(
            dataset.messages.at(0).text,
            std::string("sites are partly occupied (sites[1].species); each is taken as full, with its most frequent element"));
    }
    void readsPymatgenEntriesAndMolecules()
    {
        const Dataset entries = readOwn("pymatgen_entries.json");
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries.structures[0].positions(0, 0), 1.5); // abc only
        QCOMPARE(numbers(entries, "energy"), (std::vector<double> {-3.5, -4.5}));
        QCOMPARE(atomNumbers(entries, "oxidation_state", 1), std::vector<double> {2});
        const Dataset molecule = readOwn("pymatgen_molecule.json");
        QVERIFY(!molecule.structures.at(0).cell);
        QCOMPARE(numbers(molecule, "charge"), std::vector<double> {1});
    }
    void readsAseDatabases()
    {
        const Dataset dataset = readOwn("ase_db.json");
        QCOMPARE(dataset.size(), 2);
        QCOMPARE(dataset.structures[0].species, std::vector<int> {29}); // row 1 comes first
        QCOMPARE(dataset.structures[0].cell.value().vectors(0, 1), 1.8);
        QVERIFY(!dataset.structures[1].cell); // nine zeros
        QCOMPARE(numbers(dataset, "energy"), (std::vector<double> {-3.75, -2.5}));
        QCOMPARE(unitOf(dataset, "energy"), std::string("eV"));
        QCOMPARE(atomNumbers(dataset, "forces"), (std::vector<double> {0.1, 0.2, 0.3}));
        QCOMPARE(std::get<StructureNumbers>(dataset.find("stress")->values).components, 6);
        QCOMPARE(numbers(dataset, "k")[0], 3.0);
        const Dataset atoms = readOwn("ase_atoms.json");
        QCOMPARE(atoms.structures.at(0).positions(2, 1), 0.74);
        QCOMPARE(atomNumbers(atoms, "tags"), (std::vector<double> {0, 7}));
    }
    void readsChemiscope()
    {
        const Dataset dataset = readOwn("chemiscope.json.gz");
        QCOMPARE(dataset.size(), 2);
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {8, 1}));
        QCOMPARE(dataset.structures[1].cell.value().vectors(2, 2), 3.0);
        QCOMPARE(numbers(dataset, "energy"), (std::vector<double> {-1.5, -2.5}));
        QCOMPARE(unitOf(dataset, "energy"), std::string("eV"));
        QCOMPARE(std::get<StructureTexts>(dataset.find("class")->values).values[1], std::string("crystal"));
        QCOMPARE(numbers(dataset, "dipole"), (std::vector<double> {0, 0, 1, 0, 0, 0}));
        QCOMPARE(atomNumbers(dataset, "shift", 1), std::vector<double> {3});
        QCOMPARE(atomTexts(dataset, "site"), (std::vector<std::string> {"a", "b"}));
    }
    void readsChemiscopeEnvironments()
    {
        const Dataset dataset = readOwn("chemiscope_environments.json");
        const auto first = atomNumbers(dataset, "q", 0);
        QCOMPARE(first.size(), 2u);
        QVERIFY(std::isnan(first[0])); // only the second atom is an environment
        QCOMPARE(first[1], 0.5);
        QVERIFY(atomNumbers(dataset, "q", 1).empty());
    }
    void readsMd17Archives()
    {
        const Dataset dataset = readOwn("md17.npz");
        QCOMPARE(dataset.size(), 2);
        QCOMPARE(dataset.structures[1].species, (std::vector<int> {8, 1}));
        QCOMPARE(dataset.structures[1].positions(2, 1), 1.0);
        QCOMPARE(numbers(dataset, "energy"), (std::vector<double> {-47000.5, -47001.5}));
        QCOMPARE(unitOf(dataset, "energy"), std::string("kcal/mol"));
        QCOMPARE(unitOf(dataset, "forces"), std::string("kcal/mol/angstrom"));
        QCOMPARE(atomNumbers(dataset, "forces", 1), (std::vector<double> {3, 3.5, 4, 4.5, 5, 5.5}));
    }
    void readsOtherArchives()
    {
        const Dataset revised = readOwn("rmd17_f4.npz", {.elements = {}, .lengthUnit = "bohr"});
        QVERIFY(std::abs(revised.structures[0].positions(2, 1) - 0.529177210903) < 1e-12);
        QCOMPARE(unitOf(revised, "energy"), std::string()); // not stated, so not assumed
        QCOMPARE(revised.messages.at(0).text, std::string("arrays that are not kept: old_indices"));
        const Dataset padded = readOwn("padded.npz");
        QCOMPARE(padded.structures[1].species, std::vector<int> {6});
        QCOMPARE(padded.structures[1].positions(1, 0), 8.0);
        QCOMPARE(atomNumbers(padded, "forces", 1), (std::vector<double> {3, 3, 3}));
    }
    void readsArchivesInFortranOrderAndBigEndian()
    {
        const Dataset dataset = readOwn("fortran_order.npz");
        QCOMPARE(dataset.size(), 2);
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {8, 1, 1}));
        QVERIFY(dataset.structures[0].positions.col(1).isApprox(Eigen::Vector3d(0.9, 0.2, 0.3)));
        QVERIFY(dataset.structures[1].positions.col(2).isApprox(Eigen::Vector3d(1.6, 1.7, 1.8)));
        QCOMPARE(numbers(dataset, "energy"), (std::vector<double> {-76.25, -76.5}));
        QCOMPARE(atomNumbers(dataset, "forces", 0), (std::vector<double> {0.5, 0.25, -1, 2, 3, 4, 5, 6, 7}));
    }
    void readsOnlyTheFirstStructuresOfAnArchive()
    {
        Progress progress;
        QCOMPARE(readFirst(test::dataFile("formats/fortran_order.npz"), 1, progress).size(), 1);
        QCOMPARE(readFirst(test::dataFile("formats/md17.npz"), 1, progress).size(), 1);
    }
    void forcesOfAnArchiveAreInItsUnitOfLength()
    {
        QCOMPARE(unitOf(readOwn("atomic_units.npz"), "forces"), std::string("Hartree/bohr"));
        QVERIFY(std::abs(readOwn("atomic_units.npz").structures[0].positions(2, 1) - 2 * 0.529177210903) < 1e-12);
    }
    void readsGzippedAndRenamedArchives()
    {
        QCOMPARE(m_folder.read("a.dat", test::contentOf(test::dataFile("formats/md17.npz"))).size(), 2);
    }
    void saysWhatIsWrongWithAnArchive()
    {
        QCOMPARE(errorOfOwn("bad_shape.npz"), std::string("array 'R': expected the shape (structures, atoms, 3), found (2, 2)"));
        QCOMPARE(errorOfOwn("bad_features.npz"),
                 std::string("has no array of positions: expected 'R' (structures x atoms x 3) and 'z'"));
        std::string bytes = test::contentOf(test::dataFile("formats/md17.npz"));
        QVERIFY(!m_folder.errorOf("cut.npz", bytes.substr(0, bytes.size() / 2)).empty());
    }
    void keepsTextsOfAtoms()
    {
        const Dataset dataset = readOwn("labelled.extxyz");
        QVERIFY(dataset.messages.empty());
        QCOMPARE(atomTexts(dataset, "name"), (std::vector<std::string> {"OW", "HW1", "HW2"}));
        QVERIFY(dataset.find("residue")->isPerAtom());
        QVERIFY(writeDataset(dataset, m_folder.path("again.extxyz")).empty());
        Progress progress;
        const Dataset again = readFile(m_folder.path("again.extxyz"), progress);
        QCOMPARE(atomTexts(again, "residue"), (std::vector<std::string> {"SOL", "SOL", "SOL"}));
        QCOMPARE(atomTexts(again, "name"), (std::vector<std::string> {"OW", "HW1", "HW2"}));
    }
    void appendsTextsOfAtoms()
    {
        Dataset dataset = m_folder.read("plain.xyz", "1\n\nH 0 0 0\n");
        append(dataset, readOwn("labelled.extxyz"));
        QVERIFY(atomTexts(dataset, "name", 0).empty());
        QCOMPARE(atomTexts(dataset, "name", 1)[2], std::string("HW2"));
        QCOMPARE(dataset.find("name")->count(), 1u);
    }
    void writesBlanksOfTextsAsUnderscores()
    {
        Dataset dataset = m_folder.read("plain.xyz", "2\n\nH 0 0 0\nO 0 0 1\n");
        dataset.properties.push_back({"site", "", AtomTexts {{{"top side", ""}}}});
        const Messages messages = writeDataset(dataset, m_folder.path("blanks.extxyz"));
        QCOMPARE(messages.size(), 1u);
        Progress progress;
        QCOMPARE(atomTexts(readFile(m_folder.path("blanks.extxyz"), progress), "site"),
                 (std::vector<std::string> {"top_side", "_"}));
    }
    void warnsOfTextsThatAreLost()
    {
        const Messages messages = writeDataset(readOwn("labelled.extxyz"), m_folder.path("lost.cif"));
        QCOMPARE(messages.at(1).text, std::string("CIF cannot hold the properties of atoms: name, residue, charge"));
    }
    void keepsSelectiveDynamics()
    {
        const Dataset dataset = m_folder.read(
            "s.poscar", "x\n1\n2 0 0\n0 3 0\n0 0 4\nNa Cl\n1 1\nSelective\nDirect\n0 0 0 T F T\n.5 .5 .5 F F F\n");
        QCOMPARE(atomNumbers(dataset, "move_mask"), (std::vector<double> {1, 0, 1, 0, 0, 0}));
        QVERIFY(writeDataset(dataset, m_folder.path("again.poscar")).empty());
        QVERIFY(test::contentOf(m_folder.path("again.poscar"))
                    .ends_with("Selective dynamics\nCartesian\n0 0 0 T F T\n1 1.5 2 F F F\n"));
        writeDataset(dataset, m_folder.path("again.extxyz"));
        Progress progress;
        QCOMPARE(atomNumbers(readFile(m_folder.path("again.extxyz"), progress), "move_mask"),
                 (std::vector<double> {1, 0, 1, 0, 0, 0}));
    }
    void readsVasp4WithTheElementsOfTheOptions()
    {
        const std::string path = m_folder.write("v.poscar", "x\n1\n2 0 0\n0 3 0\n0 0 4\n2 1\nDirect\n0 0 0\n.5 .5 .5\n0 0 .5\n");
        Progress progress;
        try {
            readFile(path, progress);
            QFAIL("no error");
        } catch (const MissingElements& error) {
            QCOMPARE(error.species(), (std::vector<std::string> {"2 atoms", "1 atom"}));
        }
        QCOMPARE(readFile(path, progress, {.elements = parseElements("Ga,As"), .lengthUnit = {}}).structures[0].species,
                 (std::vector<int> {31, 31, 33}));
        QCOMPARE(readFile(path, progress, {.elements = parseElements("Ga2 As"), .lengthUnit = {}}).structures[0].species,
                 (std::vector<int> {31, 31, 33}));
        QCOMPARE(test::messageOf<FileError>([&] {
                     readFile(path, progress, {.elements = {31, 31, 31, 31}, .lengthUnit = {}});
                 }),
                 path + ": has 2 species and 3 atoms, but 4 elements are named for it");
    }
    void asksForEveryFileOfSeveral()
    {
        const std::string path = m_folder.write("v.poscar", "x\n1\n2 0 0\n0 3 0\n0 0 4\n1\nDirect\n0 0 0\n");
        const std::vector<std::string> paths {path, m_folder.write("h.xyz", "1\n\nH 0 0 0\n")};
        Progress progress;
        const Dataset without = readFiles(paths, progress);
        QCOMPARE(without.size(), 1);
        QCOMPARE(without.questions.size(), 1u);
        QCOMPARE(without.questions[0].path, path);
        const Dataset with = readFiles(paths, progress, {{path, {.elements = {79}, .lengthUnit = {}}}});
        QCOMPARE(with.size(), 2);
        QVERIFY(with.questions.empty());
    }
    void refusesWhatIsNoListOfElements_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("symbol") << "Ga,Qq";
        QTest::newRow("number") << "Ga0";
        QTest::newRow("huge") << "H99999999999";
        QTest::newRow("empty") << " , ";
    }
    void refusesWhatIsNoListOfElements()
    {
        QFETCH(QString, text);
        QVERIFY_EXCEPTION_THROWN(parseElements(text.toStdString()), SettingsError);
    }
    void writesQm9sDialect()
    {
        const std::string text
            = "2\ngdb 3\t799.6\t437.9\t282.9\t1.85\t6.3\t-0.29\t0.06\t0.36\t19\t0.021\t-76.4\t-76.41\t-76.42\t-76.43\t6\n"
              "O\t0\t0.9\t0.002\t-0.58\nH\t0.1\t0\t1\t0.29\n1671.4 3803.6\nO\t[OH]\nInChI=1S/H2O/h1H2\tInChI=1S/HO\n";
        const Dataset dataset = m_folder.read("a.xyz", text);
        QVERIFY(dataset.messages.empty());
        QVERIFY(writeDataset(dataset, m_folder.path("b.qm9")).empty());
        QCOMPARE(test::contentOf(m_folder.path("b.qm9")), text);
    }
    void saysWhatQm9sDialectNeeds()
    {
        const Dataset dataset = m_folder.read("a.xyz", "1\nA=1\nH 0 0 0\n");
        QCOMPARE(test::messageOf<FileError>([&] { writeDataset(dataset, m_folder.path("b.qm9")); }),
                 m_folder.path("b.qm9")
                     + ": cannot be written: B: a QM9 file needs this property (one number a structure, in GHz), there is none");
    }
    void reportsWhatIsWrong_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* tag, const char* name, const std::string& text, const char* error) {
            QTest::newRow(tag) << name << QString::fromStdString(text) << error;
        };
        const std::string grid = "a\nb\n 1 0 0 0\n 2 1 0 0\n 2 0 1 0\n 2 0 0 1\n";
        row("cube cut off", "a.cube", "a\nb\n 2 0 0 0\n 2 1 0 0\n 2 0 1 0\n 2 0 0 1\n 1 1 0 0 0\n",
            "line 7: expected 2 atoms, found 1 before the end of the file");
        row("cube element", "a.cube", grid + " 0 1 0 0 0\n",
            "line 7: expected an atomic number from 1 to 118, a charge and three coordinates, found '0 1 0 0 0'");
        row("cube numbers", "a.cube", grid + " 1 1 0 0\n", "line 7: expected a charge and three coordinates, found '1 0 0'");
        row("cube hostile", "a.cube", "a\nb\n 999999999999 0 0 0\n",
            "line 3: expected at least 1 and at most 100000000 atoms, found 999999999999");
        row("aims symbol", "geometry.in", "atom 0 0 0 Qq\n",
            "line 1: expected three coordinates and an element symbol, found '0 0 0 Qq'");
        row("aims fractional", "geometry.in", "lattice_vector 1 0 0\natom_frac 0 0 0 H\n",
            "line 2: fractional coordinates need three lattice vectors, found 1");
        row("aims order", "geometry.in", "initial_charge 1\natom 0 0 0 H\n", "line 1: expected an atom above 'initial_charge 1'");
        row("aims empty", "geometry.in", "lattice_vector 1 0 0\n",
            "holds no atoms: expected lines 'atom x y z symbol' or 'atom_frac ..'");
        row("JSON of something else", "a.json", "{\"terms\": []}",
            "is JSON, but holds no structures as chemiscope ('structures'), pymatgen ('sites') or ASE ('positions', 'ids') write "
            "them");
        row("JSON depth", "a.json", std::string(200, '['), "the JSON is nested deeper than 100 levels");
        row("chemiscope length", "a.json",
            "{\"structures\": [{\"size\": 2, \"names\": [\"H\", \"H\"], \"x\": [0, 1], \"y\": [0], \"z\": [0, 0]}]}",
            "structures[0].y: expected one number an atom, found '[0]'");
        row("chemiscope hostile", "a.json",
            "{\"structures\": [{\"size\": 99999999999, \"names\": [\"H\"], \"x\": [0], \"y\": [0], \"z\": [0]}]}",
            "structures[0].names: expected 99999999999 texts");
        row("pymatgen element", "a.json", "{\"sites\": [{\"species\": [{\"element\": \"X\"}], \"xyz\": [0, 0, 0]}]}",
            "sites[0].species: expected an element symbol, found 'X'");
        row("ASE positions", "a.json", "{\"numbers\": [1, 1], \"positions\": [[0, 0, 0]]}",
            "positions: expected three numbers an atom, found '[[0,0,0]]'");
        row("ASE numbers", "a.json", "{\"numbers\": [0], \"positions\": [[0, 0, 0]]}",
            "numbers: expected atomic numbers from 1 to 118");
    }
    void reportsWhatIsWrong()
    {
        QFETCH(QString, name);
        QFETCH(QString, text);
        QFETCH(QString, error);
        QCOMPARE(QString::fromStdString(m_folder.errorOf(name.toStdString(), text.toStdString())), error);
    }
    void reportsTheLineOfBadJson()
    {
        QVERIFY(m_folder.errorOf("a.json", "{\n\"structures\": [\n}").starts_with("line 3: is no JSON: "));
    }
    /// Every file of ours cut off at many places and with bytes changed (the same ones in every run): an answer or a sentence.
    void survivesDamagedFiles()
    {
        std::mt19937 random(7);
        const std::string replacements = "0159-+.eE \t\n\"'{}[]\\:,#_xyzN\xff";
        int refused = 0;
        for (const auto& entry : std::filesystem::directory_iterator(test::dataFile("formats"))) {
            const std::string content = test::contentOf(entry.path().string());
            const std::string name = entry.path().filename().string();
            for (std::size_t i = 0; i < 20; ++i)
                refused += isRefused(name, content.substr(0, content.size() * i / 20));
            for (int run = 0; run < 60; ++run) {
                std::string changed = content;
                for (int i = 0; i < 1 + run / 10; ++i)
                    changed[random() % changed.size()] = replacements[random() % replacements.size()];
                refused += isRefused(name, changed);
            }
        }
        QVERIFY(refused > 500); // of 80 for each of 24 files
    }
    void refusesArchivesThatClaimMoreThanTheyCanHold()
    {
        std::string bytes = test::contentOf(test::dataFile("formats/rmd17_f4.npz"));
        const auto directory = bytes.find(std::string("PK\x01\x02"));
        for (std::size_t i = 24; i < 28; ++i) // the uncompressed size of the first member
            bytes[directory + i] = '\x7f';
        QVERIFY(!m_folder.errorOf("bomb.npz", bytes).empty());
    }
    void everyFormatHasARecord()
    {
        for (const Format& format : formats()) {
            QVERIFY2(!format.id.empty() && !format.name.empty() && !format.suffixes.empty(), format.id.c_str());
            QVERIFY2(format.reference.starts_with("http"), format.id.c_str());
            QVERIFY2(format.holdsCell || format.holdsMolecules, format.id.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(OtherFormatsTest)
#include "other_formats_test.moc"
