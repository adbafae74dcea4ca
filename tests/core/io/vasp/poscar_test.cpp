#include "core/base/error.h"
#include "tests/support/temporary_folder.h"

#include <QTest>

using namespace mbtr;

namespace {

const std::string kCell = "2 0 0\n0 3 0\n0 0 4\n";

} // namespace

class PoscarTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

private slots:
    void readsFractionalCoordinates()
    {
        const Structure structure
            = m_folder.read("POSCAR", "salt\n1.5\n" + kCell + "Na Cl\n1 2\nDirect\n0 0 0\n.5 .5 .5\n0 0 1.25\n").structures[0];
        QCOMPARE(structure.species, (std::vector<int> {11, 17, 17}));
        QCOMPARE(structure.name, std::string("salt"));
        QCOMPARE(structure.cell.value().dimension(), 3);
        QCOMPARE(structure.cell.value().vectors(1, 1), 4.5);
        QCOMPARE(structure.positions(2, 1), 3.0); // 1.5 * 4 / 2
        QCOMPARE(structure.positions(2, 2), 7.5); // outside the cell, as in the file
    }
    void readsCartesianCoordinatesWithSelectiveDynamics()
    {
        const Structure structure
            = m_folder.read("a.vasp", "x\n2\n" + kCell + "H_h/1a2b\n1\nSelective\nCart\n1 0.5 -1.D-1 T F T\n").structures[0];
        QCOMPARE(structure.species, std::vector<int> {1});
        QCOMPARE(structure.name, std::string("a"));
        QCOMPARE(structure.positions(0, 0), 2.0);
        QCOMPARE(structure.positions(2, 0), -0.2);
    }
    void takesANegativeScaleAsTheVolume()
    {
        const Structure structure = m_folder.read("a.vasp", "x\n-192\n" + kCell + "H\n1\nC\n1 0 0\n").structures[0];
        QVERIFY(std::abs(structure.cell.value().volume() - 192) < 1e-11); // 24 as written: lengths twice as long
        QVERIFY(std::abs(structure.positions(0, 0) - 2) < 1e-13);
    }
    void takesThreeScaleFactors()
    {
        const Structure structure = m_folder.read("a.vasp", "x\n1 2 3\n" + kCell + "H\n1\nC\n1 1 1\n").structures[0];
        QCOMPARE(structure.cell.value().vectors(2, 2), 12.0);
        QCOMPARE(structure.positions(1, 0), 2.0);
    }
    void findsTheElementsOfVasp4Files_data()
    {
        QTest::addColumn<QString>("comment");
        QTest::addColumn<QString>("tail");
        QTest::newRow("comment") << "# Na1 Cl2 made by hand"
                                 << "";
        QTest::newRow("formula in the comment") << "Cubic NaCl"
                                                << "";
        QTest::newRow("line ends") << "$cell"
                                   << " Na";
        QTest::newRow("comments at the line ends") << "$cell"
                                                   << " # Na1";
    }
    void findsTheElementsOfVasp4Files()
    {
        QFETCH(QString, comment);
        QFETCH(QString, tail);
        QString text = comment + "\n1\n" + QString::fromStdString(kCell) + "1 2\nDirect\n0 0 0" + tail + "\n";
        const QString second = QString(tail).replace("Na", "Cl");
        text += "0 0 .5" + second + "\n0 .5 0" + second + "\n";
        const Dataset dataset = m_folder.read("a.poscar", text.toStdString());
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {11, 17, 17}));
        QCOMPARE(dataset.messages.size(), 1u);
    }
    void onlyCAndKMeanCartesian_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<double>("x"); // of 0.5 in a cell of 4
        const auto row = [](const char* mode, double x) { QTest::newRow(mode) << mode << x; };
        row("Cartesian", 0.5);
        row("cart", 0.5);
        row("Kartesisch", 0.5);
        row("k", 0.5);
        row("Direct", 2);
        row("Fractional", 2);
        row("Relative coordinates", 2);
        row("lattice", 2);
        row("", 2);
        row("Selective dynamics\nFractional", 2);
    }
    void onlyCAndKMeanCartesian()
    {
        QFETCH(QString, mode);
        QFETCH(double, x);
        const std::string flags = mode.startsWith("Sel") ? " T T F" : "";
        const Dataset dataset
            = m_folder.read("a.vasp", "x\n1\n4 0 0\n0 4 0\n0 0 4\nCs\n1\n" + mode.toStdString() + "\n0.5 0 0" + flags + "\n");
        QCOMPARE(dataset.structures[0].positions(0, 0), x);
        QCOMPARE(dataset.messages.empty(), QString("CcKkDd").contains(mode.left(1)) && !mode.isEmpty());
    }
    void namesOfPseudopotentialsBeginWithTheElement()
    {
        const Dataset dataset
            = m_folder.read("a.vasp",
                            "x\n1\n" + kCell
                                + "Zn_pv O/2f3a4b5c6d7 Fe_sv_GW H.75 H1.25 Si/abc123 C_s\n1 1 1 1 1 1 1\nDirect\n"
                                  "0 0 0\n0 0 .1\n0 0 .2\n0 0 .3\n0 0 .4\n0 0 .5\n0 0 .6\n");
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {30, 8, 26, 1, 1, 14, 6}));
        QCOMPARE(dataset.messages.size(), 1u);
        QCOMPARE(dataset.messages[0].text,
                 std::string("'H1.25', a pseudopotential of fractional charge, is read as its element"));
    }
    void isFoundByContent() { QCOMPARE(m_folder.read("unknown.dat", "x\n1\n" + kCell + "H\n1\nC\n1 1 1\n").size(), 1); }
    void reportsTheLineOfWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* name, const std::string& text, const char* error) {
            QTest::newRow(name) << QString::fromStdString(text) << error;
        };
        const std::string head = "x\n1\n" + kCell;
        row("scale", "x\n0\n" + kCell, "line 2: expected a scale factor other than 0, found '0'");
        row("scale factors", "x\n1 -2 3\n" + kCell, "line 2: three scale factors must be larger than 0, found '1 -2 3'");
        row("cell vector", "x\n1\n1 0 0\n0 1\n", "line 4: expected the three numbers of a cell vector, found '0 1'");
        row("flat cell", "x\n1\n1 0 0\n0 1 0\n1 1 0\nH\n1\nD\n0 0 0\n", "line 5: the three cell vectors above span no volume");
        row("flat cell with a volume", "x\n-5\n1 0 0\n0 1 0\n1 1 0\n", "line 5: the three cell vectors above span no volume");
        row("elements", head + "Na Qq\n1 1\n", "line 6: expected element symbols, found 'Qq'");
        row("counts", head + "Na Cl\n1 x\n", "line 7: expected the numbers of atoms, found '1 x'");
        row("negative", head + "Na Cl\n1 -1\n", "line 7: expected the numbers of atoms, found '1 -1'");
        row("one count", head + "Na Cl\n1\n", "line 7: expected 2 numbers of atoms, one an element, found 1");
        row("huge", head + "Na Cl\n99999999 99999999\nD\n",
            "line 8: expected at least 1 and at most 100000000 atoms, found 199999998");
        row("mode", head + "Na\n1\n0 0 0\n", "line 8: expected 'Direct' or 'Cartesian', found '0 0 0'");
        row("few", head + "Na\n2\nD\n0 0 0\n", "line 9: expected 2 positions, found 1");
        row("blank line", head + "Na\n2\nD\n0 0 0\n\n0 0 0\n", "line 10: expected 2 positions, found 1");
        row("coordinate", head + "Na\n1\nD\n0 0 x\n", "line 9: expected three coordinates, found '0 0 x'");
        row("flags", head + "Na\n1\nS\nD\n0 0 0 T T\n",
            "line 10: expected three coordinates and three flags T or F (selective dynamics), found '0 0 0 T T'");
        row("VASP 4", head + "1 2\nD\n0 0 0\n0 0 .5\n0 .5 0\n",
            "line 6: the elements are missing (VASP 4 format): expected a line of 2 element symbols above the numbers of atoms");
    }
    void reportsTheLineOfWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, error);
        QCOMPARE(QString::fromStdString(m_folder.errorOf("a.poscar", text.toStdString())), error);
    }
};

QTEST_APPLESS_MAIN(PoscarTest)
#include "poscar_test.moc"
