#include "core/base/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

#include <QTest>
#include <cmath>
#include <zlib.h>

using namespace mbtr;

namespace {

std::vector<double> numbers(const Dataset& dataset, const char* name)
{
    const Property* property = dataset.find(name);
    const auto* column = property ? std::get_if<StructureNumbers>(&property->values) : nullptr;
    return column ? column->values : std::vector<double>();
}

std::vector<std::string> texts(const Dataset& dataset, const char* name)
{
    const Property* property = dataset.find(name);
    const auto* column = property ? std::get_if<StructureTexts>(&property->values) : nullptr;
    return column ? column->values : std::vector<std::string>();
}

std::string unitOf(const Dataset& dataset, const char* name)
{
    const Property* property = dataset.find(name);
    return property ? property->unit : "no such property";
}

std::string extended(const std::string& keys)
{
    return "1\nProperties=species:S:1:pos:R:3 " + keys + "\nH 0 0 0\n";
}

class Impatient : public Progress {
public:
    bool cancelled() const override { return ++m_asked > 3; }
    mutable int m_asked = 0;
};

} // namespace

class XyzTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

private slots:
    void readsSymbolsAndPositionsOfAPlainFile()
    {
        const Dataset dataset = m_folder.read("water.xyz", "3\nwater\nO 0 0 0.119\nh\t0.763 0 -0.477\nH -0.763 0 -4.77D-1\n\n\n");
        QCOMPARE(dataset.size(), 1);
        const Structure& water = dataset.structures[0];
        QCOMPARE(water.species, (std::vector<int> {8, 1, 1}));
        QCOMPARE(water.positions(2, 2), -0.477);
        QCOMPARE(water.positions(0, 1), 0.763);
        QVERIFY(!water.cell);
        QCOMPARE(water.name, std::string("water"));
        QCOMPARE(texts(dataset, "comment"), std::vector<std::string> {"water"});
        QVERIFY(dataset.messages.empty());
    }
    void readsAtomicNumbersAndLabels()
    {
        const Dataset dataset = m_folder.read("a.xyz", "3\n\n17 0 0 0\nC1 1 1 1\nD 2 2 2\n");
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {17, 6, 1}));
        QCOMPARE(dataset.messages.size(), 2u);
        QCOMPARE(dataset.messages[0].text, std::string("atom label 'C1' is taken as C"));
        QCOMPARE(dataset.messages[0].line, 4L);
    }
    void readsLatticeByRows()
    {
        const Dataset dataset = m_folder.read("a.xyz", "1\nLattice=\"3 0 0 1 4 0 0 2 5\" pbc=\"T F T\"\nH 0 0 0\n");
        const Cell cell = dataset.structures[0].cell.value();
        QCOMPARE(cell.vectors(1, 0), 1.0);
        QCOMPARE(cell.vectors(2, 1), 2.0);
        QCOMPARE(cell.periodic, (std::array {true, false, true}));
    }
    void takesALatticeWithoutFlagsAsPeriodic()
    {
        const Dataset dataset = m_folder.read("a.xyz", "1\nLattice=\"3 0 0 0 3 0 0 0 3\"\nH 0 0 0\n");
        QCOMPARE(dataset.structures[0].cell.value().dimension(), 3);
    }
    void completesTheCellOfASlab()
    {
        const Dataset dataset = m_folder.read("a.xyz", "1\nLattice=\"3 0 0 0 3 0 0 0 0\" pbc=\"T T F\"\nH 0 0 0\n");
        const Cell cell = dataset.structures[0].cell.value();
        QCOMPARE(cell.dimension(), 2);
        QCOMPARE(cell.volume(), 9.0);
    }
    void readsOneNumber_data()
    {
        QTest::addColumn<QString>("keys");
        QTest::newRow("plain") << "k=2.5";
        QTest::newRow("double quotes") << "k=\" 2.5\"";
        QTest::newRow("single quotes") << "k='2.5'";
        QTest::newRow("braces") << "k={2.5}";
        QTest::newRow("brackets") << "k=[2.5]";
        QTest::newRow("blanks around the sign") << "k = 2.5 , = x";
        QTest::newRow("comma") << "i=1, k=2.5, j=3";
        QTest::newRow("colon") << "k: 2.5 xtb: 6.5.1";
        QTest::newRow("quoted key") << "\"k\"=2.5";
        QTest::newRow("Fortran") << "k=0.25D+1";
        QTest::newRow("Mathematica") << "k=25.*^-1";
        QTest::newRow("after an empty value") << "empty= k=2.5";
        QTest::newRow("after a value with a sign") << "smiles=C=C k=2.5";
        QTest::newRow("after a bracket SMILES") << "smiles=[Na+].[Cl-] k=2.5";
        QTest::newRow("after a quote with a sign") << "note=\"a=1 k=3\" k=2.5";
        QTest::newRow("after an escaped quote") << "note=\"say \\\"k=3\\\"\" k=2.5";
        QTest::newRow("the last of two") << "k=7 k=2.5";
    }
    void readsOneNumber()
    {
        QFETCH(QString, keys);
        QCOMPARE(numbers(m_folder.read("a.extxyz", extended(keys.toStdString())), "k"), std::vector<double> {2.5});
    }
    void readsText_data()
    {
        QTest::addColumn<QString>("keys");
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << "k=abc"
                               << "abc";
        QTest::newRow("blank") << "k=\"a b\""
                               << "a b";
        QTest::newRow("escaped quote") << "k=\"a \\\"b\\\" c\""
                                       << "a \"b\" c";
        QTest::newRow("escaped backslash") << "k=\"a\\\\b\""
                                           << "a\\b";
        QTest::newRow("backslash of a SMILES") << "k=\"C/C=C\\C\""
                                               << "C/C=C\\C";
        QTest::newRow("sign inside quotes") << "k=\"a=b\""
                                            << "a=b";
        QTest::newRow("SMILES in brackets") << "k=[Na+].[Cl-]"
                                            << "[Na+].[Cl-]";
        QTest::newRow("leading zeros") << "k=007"
                                       << "007";
        QTest::newRow("more digits than a number keeps") << "k=12345678901234567890"
                                                         << "12345678901234567890";
    }
    void readsText()
    {
        QFETCH(QString, keys);
        QFETCH(QString, text);
        QCOMPARE(texts(m_folder.read("a.extxyz", extended(keys.toStdString())), "k"),
                 std::vector<std::string> {text.toStdString()});
    }
    void readsKeysWithSpecialCharactersAndKeysAlone()
    {
        const Dataset dataset = m_folder.read("a.extxyz", extended("<R2>=35.25 converged \"two words\"=4 flag=F none=None"));
        QCOMPARE(numbers(dataset, "<R2>"), std::vector<double> {35.25});
        QCOMPARE(numbers(dataset, "converged"), std::vector<double> {1});
        QCOMPARE(numbers(dataset, "two words"), std::vector<double> {4});
        QCOMPARE(numbers(dataset, "flag"), std::vector<double> {0});
        QVERIFY(!dataset.find("none"));
    }
    void readsVectors_data()
    {
        QTest::addColumn<QString>("keys");
        for (const char* keys : {"k=\"1 2 3\"", "k={1 2 3}", "k=[1, 2, 3]", "k=[[1],[2],[3]]", "k=\"_JSON [1, 2, 3]\""})
            QTest::newRow(keys) << keys;
    }
    void readsVectors()
    {
        QFETCH(QString, keys);
        const Dataset dataset = m_folder.read("a.extxyz", extended(keys.toStdString()));
        QCOMPARE(numbers(dataset, "k"), (std::vector<double> {1, 2, 3}));
        QVERIFY(!dataset.properties[0].isScalar());
    }
    void readsAnyColumnsOfAtoms()
    {
        const Dataset dataset = m_folder.read(
            "a.extxyz", "2\nProperties=pos:R:3:label:S:1:Z:I:1:forces:R:3:fixed:L:1\n0 0 0 a 8 1 2 3 T\n1 1 1 b 1 4 5 6 F\n");
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {8, 1}));
        const auto& forces = std::get<AtomNumbers>(dataset.find("forces")->values);
        QCOMPARE(forces.components, 3);
        QCOMPARE(forces.values[0], (std::vector<double> {1, 2, 3, 4, 5, 6}));
        QCOMPARE(std::get<AtomNumbers>(dataset.find("fixed")->values).values[0], (std::vector<double> {1, 0}));
        QCOMPARE(std::get<AtomTexts>(dataset.find("label")->values).values[0], (std::vector<std::string> {"a", "b"}));
        QVERIFY(dataset.messages.empty());
    }
    void statesUnitsWhereTheFormatDefinesThem()
    {
        const Dataset dataset = m_folder.read("a.extxyz",
                                              "1\nProperties=species:S:1:pos:R:3:forces:R:3 energy=1 U0=2 gap/eV=3 \"ae "
                                              "(kcal/mol)\"=4 energy/atom=5\nH 0 0 0 1 2 3\n");
        QCOMPARE(unitOf(dataset, "energy"), std::string("eV"));
        QCOMPARE(unitOf(dataset, "forces"), std::string("eV/angstrom"));
        QCOMPARE(unitOf(dataset, "U0"), std::string());
        QCOMPARE(unitOf(dataset, "gap"), std::string("eV"));
        QCOMPARE(unitOf(dataset, "ae"), std::string("kcal/mol"));
        QCOMPARE(unitOf(dataset, "energy/atom"), std::string());
    }
    void statesNoUnitInPlainFiles()
    {
        QCOMPARE(unitOf(m_folder.read("a.xyz", "1\nenergy=1\nH 0 0 0\n"), "energy"), std::string());
    }
    void fillsMissingValues()
    {
        const Dataset dataset = m_folder.read("a.xyz", "1\na=1\nH 0 0 0\n1\nb=2\nH 0 0 0\n1\na=3\nH 0 0 0\n");
        const auto a = numbers(dataset, "a"), b = numbers(dataset, "b");
        QCOMPARE(a.size(), 3u);
        QVERIFY(a[0] == 1 && std::isnan(a[1]) && a[2] == 3);
        QVERIFY(b.size() == 3 && std::isnan(b[0]) && b[1] == 2 && std::isnan(b[2]));
        QCOMPARE(dataset.find("a")->count(), 2u);
    }
    void keepsMixedValuesAsTextAndSaysSo()
    {
        const Dataset dataset = m_folder.read("a.xyz", "1\na=1\nH 0 0 0\n1\na=x\nH 0 0 0\n");
        QCOMPARE(texts(dataset, "a"), (std::vector<std::string> {"1", "x"}));
        QCOMPARE(dataset.messages.size(), 1u);
    }
    void namesStructures()
    {
        const Dataset several = m_folder.read("a.xyz", "1\nname=first\nH 0 0 0\n2\n\nO 0 0 0\nH 1 0 0\n");
        QCOMPARE(several.structures[0].name, std::string("first"));
        QCOMPARE(several.structures[1].name, std::string("HO #1"));
        QVERIFY(!several.find("name"));
        QCOMPARE(m_folder.read("benzene.v2.xyz", "1\n\nH 0 0 0\n").structures[0].name, std::string("benzene.v2"));
    }
    void readsFilesOfQm9()
    {
        const Dataset dataset = m_folder.read(
            "a.xyz",
            "2\ngdb 3\t799.6\t437.9\t282.9\t1.85\t6.3\t-0.29\t0.06\t0.36\t19.0\t0.021\t-76.4\t-76.4\t-76.4\t-76.4\t6.0\t\n"
            "O\t0.0\t0.9\t2.*^-3\t-0.58\nH\t0.1\t0.0\t1.0\t0.29\n1671.4\t3803.6\nO\tO\nInChI=1S/H2O/h1H2\tInChI=1S/H2O/h1H2\n");
        QCOMPARE(dataset.size(), 1);
        QCOMPARE(dataset.structures[0].name, std::string("gdb 3"));
        QCOMPARE(dataset.structures[0].positions(2, 0), 0.002);
        QCOMPARE(numbers(dataset, "U0"), std::vector<double> {-76.4});
        QCOMPARE(unitOf(dataset, "U0"), std::string("Ha"));
        QCOMPARE(texts(dataset, "smiles"), std::vector<std::string> {"O"});
        QCOMPARE(std::get<AtomNumbers>(dataset.find("mulliken_charge")->values).values[0][0], -0.58);
    }
    void readsACellLineBeforeTheAtoms()
    {
        const Dataset dataset = m_folder.read("a.xyz", "1\n0.5\n2.5 2.5 0 0 2.5 2.5 2.5 0 2.5\nNa 0 0 0\n");
        QCOMPARE(dataset.structures[0].cell.value().vectors(1, 1), 2.5);
        QCOMPARE(numbers(dataset, "comment"), std::vector<double> {0.5});
    }
    void takesAllLineEnds_data()
    {
        QTest::addColumn<QString>("lineEnd");
        QTest::newRow("Unix") << "\n";
        QTest::newRow("Windows") << "\r\n";
        QTest::newRow("old Mac") << "\r";
    }
    void takesAllLineEnds()
    {
        QFETCH(QString, lineEnd);
        const QString text = QString("1\na=2\nH 0 0 0\n1\na=3\nH 0 0 4").replace("\n", lineEnd);
        const Dataset dataset = m_folder.read("a.xyz", text.toStdString());
        QCOMPARE(numbers(dataset, "a"), (std::vector<double> {2, 3}));
        QCOMPARE(dataset.structures[1].positions(2, 0), 4.0);
    }
    void reportsTheLineOfWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* name, const char* text, const char* error) { QTest::newRow(name) << text << error; };
        row("empty", "", "is empty, expected structures");
        row("no count", "x\n\nH 0 0 0\n", "line 1: expected the number of atoms, found 'x'");
        row("no count in the second frame", "1\n\nH 0 0 0\n\nx\n", "line 5: expected the number of atoms, found 'x'");
        row("negative", "-1\n\n", "line 1: expected a number of atoms of at least 1, found '-1'");
        row("zero", "0\n\n", "line 1: expected a number of atoms of at least 1, found '0'");
        row("cut off", "3\n\nH 0 0 0\nH 0 0 1\n", "line 4: expected 3 atoms, found 2 before the end of the file");
        row("huge", "1000000000000000000\n\nH 0 0 0\n", "line 2: expected at most 100000000 atoms, found 1000000000000000000");
        row("larger than the file", "99999999\n\nH 0 0 0\n",
            "line 3: expected 99999999 atoms, found 1 before the end of the file");
        row("not even a comment", "3\n", "line 1: expected a comment line and 3 atoms, the file ends here");
        row("short line", "1\n\nH 0 0\n", "line 3: expected 'symbol x y z', found 'H 0 0'");
        row("next frame too early", "2\n\nH 0 0 0\n1\n\nH 0 0 0\n", "line 4: expected 'symbol x y z', found '1'");
        row("no number", "1\n\nH 0 0 1.2.3\n", "line 3: column 'pos': expected a number, found '1.2.3'");
        row("not finite", "1\n\nH 0 0 nan\n", "line 3: a position must be finite, found 'nan'");
        row("no element", "1\n\nQq 0 0 0\n", "line 3: expected an element symbol or atomic number, found 'Qq'");
        row("number too large", "1\n\n119 0 0 0\n", "line 3: expected an element symbol or atomic number, found '119'");
        row("open quote", "1\na=\"b c\nH 0 0 0\n", "line 2: the quote that opens the value of 'a' is not closed");
        row("five numbers", "1\nLattice=\"1 2 3 4 5\"\nH 0 0 0\n", "line 2: Lattice: expected 9 numbers, found '1 2 3 4 5'");
        row("flat cell", "1\nLattice=\"1 0 0 0 1 0 1 1 0\"\nH 0 0 0\n",
            "line 2: Lattice: the three vectors span no volume: '1 0 0 0 1 0 1 1 0'");
        row("cell of nan", "1\nLattice=\"nan 0 0 0 1 0 1 1 0\"\nH 0 0 0\n",
            "line 2: Lattice: the three vectors span no volume: 'nan 0 0 0 1 0 1 1 0'");
        row("pbc", "1\nLattice=\"1 0 0 0 1 0 0 0 1\" pbc=\"T X F\"\nH 0 0 0\n",
            "line 2: pbc: expected three of T and F, found 'T X F'");
        row("Properties", "1\nProperties=species:S:1:pos:R\nH 0 0 0\n",
            "line 2: Properties: expected name:type:count for each column, found 'species:S:1:pos:R'");
        row("type", "1\nProperties=species:S:1:pos:R:3:a:Q:1\nH 0 0 0\n",
            "line 2: Properties: column 'a' has the type 'Q', expected S, R, I or L");
        row("components", "1\nProperties=species:S:1:pos:R:-3\nH 0 0 0\n",
            "line 2: Properties: column 'pos' needs a number of values from 1 to 10000, found '-3'");
        row("no positions", "1\nProperties=species:S:1\nH\n", "line 2: Properties: there is no column 'pos:R:3'");
        row("missing column", "1\nProperties=species:S:1:pos:R:3:f:R:3\nH 0 0 0 1\n",
            "line 3: expected 7 columns, found 5 in 'H 0 0 0 1'");
        row("no truth", "1\nProperties=species:S:1:pos:R:3:f:L:1\nH 0 0 0 ok\n",
            "line 3: column 'f': expected T or F, found 'ok'");
    }
    void reportsTheLineOfWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, error);
        QCOMPARE(QString::fromStdString(m_folder.errorOf("a.xyz", text.toStdString())), error);
    }
    void refusesBinaryFiles()
    {
        QCOMPARE(m_folder.errorOf("a.xyz", std::string("1\n\nH 0\0 0 0\n", 11)), std::string("is a binary file, expected text"));
    }
    void saysThatThereIsNoSuchFileOrAFolder()
    {
        Progress progress;
        QVERIFY_EXCEPTION_THROWN(readFile(m_folder.path("absent.xyz"), progress), FileError);
        QVERIFY_EXCEPTION_THROWN(readFile(m_folder.path(""), progress), FileError);
    }
    void readsGzip()
    {
        const std::string path = m_folder.path("a.xyz.gz");
        gzFile file = gzopen(path.c_str(), "wb");
        gzputs(file, "1\na=2\nH 0 0 0\n");
        gzclose(file);
        Progress progress;
        const Dataset dataset = readFile(path, progress);
        QCOMPARE(numbers(dataset, "a"), std::vector<double> {2});
        QCOMPARE(dataset.structures[0].name, std::string("a"));
        QCOMPARE(dataset.sources[0].path, path);

        const std::string compressed = test::contentOf(path);
        QCOMPARE(m_folder.errorOf("cut.xyz.gz", compressed.substr(0, compressed.size() - 9)),
                 std::string("the compressed data ends too early: the file was cut off"));
    }
    void stopsWhenCancelled()
    {
        std::string text;
        for (int i = 0; i < 50000; ++i)
            text += "1\n\nH 0 0 0\n";
        const std::string path = m_folder.write("many.xyz", text);
        Impatient progress;
        QVERIFY_EXCEPTION_THROWN(readFile(path, progress), Cancelled);
    }
};

QTEST_APPLESS_MAIN(XyzTest)
#include "xyz_test.moc"
