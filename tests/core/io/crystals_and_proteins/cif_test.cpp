#include "core/base/error.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <algorithm>

using namespace mbtr;

namespace {

const std::string kCubic = "_cell_length_a 4.0(1)\n_cell_length_b 4\n_cell_length_c 4\n"
                           "_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\n";
const std::string kSites = "loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n";
const std::string kOccupied
    = "loop_\n_atom_site_label\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n"
      "_atom_site_occupancy\n";

bool mentions(const Messages& messages, const std::string& text)
{
    return std::any_of(messages.begin(), messages.end(),
                       [&](const Message& message) { return message.text.find(text) != std::string::npos; });
}

/// Cancelled when it is asked for the 50th time.
class CancelledLater : public Progress {
public:
    bool cancelled() const override { return ++m_asked >= 50; }

private:
    mutable int m_asked = 0;
};

} // namespace

class CifTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

private slots:
    void applyingOperationsCanBeCancelled()
    {
        std::string text = "data_x\n" + kCubic + "_symmetry_space_group_name_H-M 'F m -3 m'\n" + kSites;
        for (int i = 0; i < 200; ++i)
            text += "C 0." + std::to_string(1000 + i) + " 0.2 0.3\n";
        CancelledLater progress;
        QVERIFY_EXCEPTION_THROWN(readFile(m_folder.write("long.cif", text), progress), Cancelled);
    }
    void appliesTheOperationsOfTheFile()
    {
        const Structure structure
            = m_folder
                  .read("a.cif",
                        "data_x\n" + kCubic + "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z'\n'-x, -y, z+0.5'\n" + kSites
                            + "Fe1 0.1 0.2 0.3\nO 0 0 0.25(2)\n")
                  .structures[0];
        QCOMPARE(structure.species, (std::vector<int> {26, 26, 8, 8}));
        QVERIFY((structure.positions.col(1) - Eigen::Vector3d(3.6, 3.2, 3.2)).norm() < 1e-12);
        QVERIFY((structure.positions.col(3) - Eigen::Vector3d(0, 0, 3)).norm() < 1e-12);
        QCOMPARE(structure.name, std::string("a"));
    }
    void usesTheSpaceGroupWhereThereAreNoOperations_data()
    {
        QTest::addColumn<QString>("symmetry");
        QTest::newRow("Hermann-Mauguin") << "_symmetry_space_group_name_H-M 'F m -3 m'\n";
        QTest::newRow("in small letters") << "_space_group_name_H-M_alt 'f m -3 m'\n";
        QTest::newRow("number") << "_space_group_IT_number 225\n";
        QTest::newRow("Hall") << "_space_group_name_Hall '-F 4 2 3'\n";
    }
    void usesTheSpaceGroupWhereThereAreNoOperations()
    {
        QFETCH(QString, symmetry);
        const Structure structure
            = m_folder.read("a.cif", "data_x\n" + kCubic + symmetry.toStdString() + kSites + "Na 0 0 0\nCl .5 0 0\n")
                  .structures[0];
        QCOMPARE(structure.species, (std::vector<int> {11, 11, 11, 11, 17, 17, 17, 17})); // rock salt
    }
    void mergesImagesOfASpecialPositionWithRoundedCoordinates()
    {
        const std::string hexagonal
            = "_cell_length_a 3\n_cell_length_b 3\n_cell_length_c 5\n"
              "_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 120\n_space_group_IT_number 194\n";
        QCOMPARE(m_folder.read("a.cif", "data_x\n" + hexagonal + kSites + "Mg 0.3333 0.6667 0.25\n").structures[0].atomCount(),
                 2); // hcp
        const Dataset rounded = m_folder.read("b.cif", "data_x\n" + hexagonal + kSites + "Mg 0.33 0.67 0.25\n");
        QCOMPARE(rounded.structures[0].atomCount(), 2);
        QVERIFY(mentions(rounded.messages, "site Mg lies so near a special position that its images overlap"));
    }
    void warnsOfPartialOccupancyAndKeepsTheLargerOneOfASharedSite()
    {
        const Dataset dataset
            = m_folder.read("a.cif",
                            "data_x\n" + kCubic + "_space_group_IT_number 1\n" + kOccupied
                                + "P1 P 0 0 0 0.4\nGe1 Ge 0 0 0.01 0.6\nO1 O2- .5 .5 .5 1\nX1 O ? ? ? 1\nDu Du .1 .1 .1 1\n");
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {32, 8}));
        QVERIFY(mentions(dataset.messages, "2 sites are partly occupied (P1 0.4, Ge1 0.6)"));
        QVERIFY(mentions(dataset.messages, "sites Ge1 and P1 overlap; Ge1 is kept"));
        QVERIFY(mentions(dataset.messages, "atom X1 has no coordinates"));
        QVERIFY(mentions(dataset.messages, "atom Du is of no known element"));
    }
    void readsEveryBlockWithAtoms()
    {
        const std::string block = kCubic + "_space_group_IT_number 1\n" + kSites;
        const Dataset dataset = m_folder.read(
            "a.cif", "data_global\n_journal_year 2000\ndata_one\n" + block + "H 0 0 0\ndata_two\n" + block + "He 0 0 0\n");
        QCOMPARE(dataset.size(), 2);
        QCOMPARE(dataset.structures[1].name, std::string("two"));
        QCOMPARE(dataset.structures[1].species, std::vector<int> {2});
    }
    void readsMoleculesInCartesianCoordinates()
    {
        const Dataset dataset
            = m_folder.read("a.cif",
                            "data_comp_OH\nloop_\n_chem_comp_atom.atom_id\n_chem_comp_atom.type_symbol\n"
                            "_chem_comp_atom.x\n_chem_comp_atom.y\n_chem_comp_atom.z\nO O 0 0 0\nH H 0 0 0.97\n");
        QVERIFY(!dataset.structures[0].cell);
        QCOMPARE(dataset.structures[0].positions(2, 1), 0.97);
    }
    void saysThatTheSymmetryIsUnknown()
    {
        const Dataset dataset = m_folder.read("a.cif", "data_x\n" + kCubic + kSites + "H 0 0 0\n");
        QVERIFY(mentions(dataset.messages, "states no symmetry that is known; taken as P 1"));
    }
    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* name, const std::string& text, const char* error) {
            QTest::newRow(name) << QString::fromStdString(text) << error;
        };
        row("no atoms", "data_x\n_cell_length_a 4\n", "holds no atoms: expected a loop with _atom_site_fract_x, _y and _z");
        row("no cell", "data_x\n" + kSites + "H 0 0 0\n",
            "fractional coordinates need a cell; _cell_length_a and the like are missing");
        row("flat cell", "data_x\n_cell_length_a 4\n_cell_length_b 4\n_cell_length_c 0\n" + kSites + "H 0 0 0\n",
            "block 'x': the cell (lengths and angles 4 4 0 90 90 90) spans no volume");
        row("negative length", "data_x\n_cell_length_a 4\n_cell_length_b -4\n_cell_length_c 4\n" + kSites + "H 0 0 0\n",
            "block 'x': the cell (lengths and angles 4 -4 4 90 90 90) spans no volume");
        row("operation", "data_x\n" + kCubic + "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,q'\n" + kSites + "H 0 0 0\n",
            "line 8: expected a symmetry operation like 'x, y+1/2, -z', found 'x,y,q'");
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, error);
        QCOMPARE(QString::fromStdString(m_folder.errorOf("a.cif", text.toStdString())), error);
    }
    void reportsTheLineOfASyntaxError()
    {
        const QString error
            = QString::fromStdString(m_folder.errorOf("a.cif", "data_x\n_cell_length_a 4\nloop_\n_a\n_b\n1 2 3\n"));
        QVERIFY2(error.startsWith("line "), qPrintable(error));
        QVERIFY2(error.contains("not a valid CIF: Wrong number of values in the loop"), qPrintable(error));
    }
};

QTEST_APPLESS_MAIN(CifTest)
#include "cif_test.moc"
