#include "core/base/error.h"
#include "core/chemistry/symmetry.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <algorithm>

using namespace mbtr;

namespace {

std::string cell(const std::string& lengthsAndAngles)
{
    const auto words = QString::fromStdString(lengthsAndAngles).split(' ');
    QString text;
    const char* const tags[] = {"length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"};
    for (int i = 0; i < 6; ++i)
        text += QString("_cell_%1 %2\n").arg(tags[i], words[i]);
    return text.toStdString();
}

const std::string kSites = "loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n";

bool mentions(const Messages& messages, const std::string& text)
{
    return std::any_of(messages.begin(), messages.end(),
                       [&](const Message& message) { return message.text.find(text) != std::string::npos; });
}

bool warns(const Messages& messages)
{
    return std::any_of(messages.begin(), messages.end(),
                       [](const Message& message) { return message.severity != Severity::Note; });
}

} // namespace

/// Space groups without a list of operations: International Tables for Crystallography A; cif_core dictionary.
class CifSymmetryTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    Dataset read(const std::string& cellText, const std::string& symmetry, const std::string& sites)
    {
        return m_folder.read("a.cif", "data_x\n" + cell(cellText) + symmetry + kSites + sites);
    }
    /// Is there an atom at these fractions of the cell?
    static bool hasAtomAt(const Structure& structure, const Eigen::Vector3d& fractional)
    {
        for (int i = 0; i < structure.atomCount(); ++i) {
            const Eigen::Vector3d difference = structure.cell->toFractional(structure.positions.col(i)).value - fractional;
            if ((difference.array() - difference.array().round()).abs().maxCoeff() < 1e-6)
                return true;
        }
        return false;
    }

private slots:
    void theUniqueAxisIsTheOneWhoseAngleDiffers_data()
    {
        QTest::addColumn<QString>("cellText");
        QTest::addColumn<QString>("symmetry");
        QTest::addColumn<QList<double>>("image"); // of 0.1 0.2 0.3
        const auto row = [](const char* name, const char* cellText, const char* symmetry, QList<double> image) {
            QTest::newRow(name) << cellText << symmetry << image;
        };
        row("P 2/m, c", "5 6 7 90 90 100", "_symmetry_space_group_name_H-M 'P 2/m'\n_symmetry_Int_Tables_number 10\n",
            {.1, .2, -.3});
        row("10, c", "5 6 7 90 90 100", "_symmetry_Int_Tables_number 10\n", {.1, .2, -.3});
        row("10, b", "5 6 7 90 100 90", "_space_group_IT_number 10\n", {.1, -.2, .3});
        row("10, a", "5 6 7 100 90 90", "_space_group_IT_number 10\n", {-.1, .2, .3});
        row("P 21/n, c", "5 6 7 90 90 95", "_symmetry_space_group_name_H-M 'P 21/n'\n", {-.1 + .5, -.2 + .5, .3 + .5});
        row("P 21/n, b", "5 6 7 90 95 90", "_symmetry_space_group_name_H-M 'P2_1/n'\n", {-.1 + .5, .2 + .5, -.3 + .5});
        row("P 21/c of 14, a little from 90", "5 6 7 90 90.4 90", "_symmetry_space_group_name_H-M 'P 21/c'\n",
            {-.1, .2 + .5, -.3 + .5});
        row("4, c", "5 6 7 90 90 85", "_space_group_IT_number 4\n", {-.1, -.2, .3 + .5});
        row("full symbol", "5 6 7 90 90 95", "_space_group_name_H-M_alt 'P 1 1 21/b'\n", {-.1, -.2 + .5, .3 + .5});
        row("code c1", "5 6 7 90 90 90", "_space_group_IT_number 10\n_space_group_IT_coordinate_system_code c1\n", {.1, .2, -.3});
    }
    void theUniqueAxisIsTheOneWhoseAngleDiffers()
    {
        QFETCH(QString, cellText);
        QFETCH(QString, symmetry);
        QFETCH(QList<double>, image);
        const Dataset dataset = read(cellText.toStdString(), symmetry.toStdString(), "Zn1 0.1 0.2 0.3\n");
        QVERIFY(hasAtomAt(dataset.structures[0], {image[0], image[1], image[2]}));
        QVERIFY(!warns(dataset.messages));
    }
    void severalUniqueAxesAreSaid()
    {
        QVERIFY(mentions(read("5 6 7 90 90 90", "_symmetry_space_group_name_H-M 'P 2/m'\n", "Zn1 .1 .2 .3\n").messages,
                         "axes or origin of the space group are not stated: P 1 2/m 1 is used, P 1 1 2/m, P 2/m 1 1 fit too"));
    }
    void rhombohedralAxesAreThoseOfTheCell_data()
    {
        QTest::addColumn<QString>("cellText");
        QTest::addColumn<QString>("symmetry");
        QTest::addColumn<int>("atoms");
        QTest::newRow("155, rhombohedral") << "4.07 4.07 4.07 90.6 90.6 90.6"
                                           << "_symmetry_Int_Tables_number 155\n"
                                           << 1;
        QTest::newRow("R -3 m, rhombohedral") << "5 5 5 60.5 60.5 60.5"
                                              << "_symmetry_space_group_name_H-M 'R -3 m'\n"
                                              << 1;
        QTest::newRow("R -3 m H, rhombohedral cell")
            << "5 5 5 60.5 60.5 60.5"
            << "_symmetry_space_group_name_H-M 'R -3 m'\n_space_group_IT_coordinate_system_code r\n"
            << 1;
        QTest::newRow("166, hexagonal") << "4 4 12 90 90 120"
                                        << "_symmetry_Int_Tables_number 166\n"
                                        << 3;
        QTest::newRow("R -3 m H of the ICSD") << "4 4 12 90 90 120"
                                              << "_symmetry_space_group_name_H-M 'R -3 m H'\n"
                                              << 3;
        QTest::newRow("R 3 c :R") << "5 5 5 55 55 55"
                                  << "_symmetry_space_group_name_H-M 'R 3 c :R'\n"
                                  << 2;
    }
    void rhombohedralAxesAreThoseOfTheCell()
    {
        QFETCH(QString, cellText);
        QFETCH(QString, symmetry);
        QFETCH(int, atoms);
        const Dataset dataset = read(cellText.toStdString(), symmetry.toStdString(), "Bi1 0 0 0\n");
        QCOMPARE(dataset.structures[0].atomCount(), atoms);
        QVERIFY(!warns(dataset.messages));
    }
    void theOriginIsTheStatedOne_data()
    {
        QTest::addColumn<QString>("symmetry");
        QTest::addColumn<double>("x");
        QTest::addColumn<int>("atoms"); // 8 on the site of diamond, 16 beside it
        const auto row
            = [](const char* name, const char* symmetry, double x, int atoms) { QTest::newRow(name) << symmetry << x << atoms; };
        row(":1", "_symmetry_space_group_name_H-M 'F d -3 m:1'\n", 0, 8);
        row(":2", "_symmetry_space_group_name_H-M 'F d -3 m :2'\n", 0, 16);
        row("S of the ICSD", "_symmetry_space_group_name_H-M 'F d -3 m S'\n_symmetry_Int_Tables_number 227\n", 0, 8);
        row("Z of the ICSD", "_symmetry_space_group_name_H-M 'F d -3 m Z'\n_symmetry_Int_Tables_number 227\n", .125, 8);
        row("together", "_symmetry_space_group_name_H-M 'Fd3mS'\n", 0, 8);
        row("code 2", "_space_group_name_H-M_alt 'F d -3 m'\n_space_group_IT_coordinate_system_code 2\n", .125, 8);
        row("code 1 with a number", "_space_group_IT_number 227\n_space_group_IT_coordinate_system_code 1\n", 0, 8);
        row("in words", "_symmetry_space_group_name_H-M 'F d -3 m (origin choice 2)'\n", .125, 8);
        row("Hall", "_space_group_name_Hall 'F 4d 2 3 -1d'\n", 0, 8);
    }
    void theOriginIsTheStatedOne()
    {
        QFETCH(QString, symmetry);
        QFETCH(double, x);
        QFETCH(int, atoms);
        const std::string site = "C1 " + std::to_string(x) + " " + std::to_string(x) + " " + std::to_string(x) + "\n";
        const Dataset dataset = read("3.567 3.567 3.567 90 90 90", symmetry.toStdString(), site);
        QCOMPARE(dataset.structures[0].atomCount(), atoms);
        QVERIFY(!warns(dataset.messages));
    }
    void anUnstatedOriginIsTheOneThatFitsTheFormula_data()
    {
        QTest::addColumn<double>("x");
        QTest::newRow("choice 1") << 0.0;
        QTest::newRow("choice 2") << 0.125;
    }
    void anUnstatedOriginIsTheOneThatFitsTheFormula()
    {
        QFETCH(double, x);
        const std::string position = std::to_string(x) + " " + std::to_string(x) + " " + std::to_string(x) + "\n";
        const std::string symmetry = "_symmetry_space_group_name_H-M 'F d -3 m'\n";
        const std::string contents = "_chemical_formula_sum C\n_cell_formula_units_Z 8\n";
        const Dataset told = read("3.567 3.567 3.567 90 90 90", symmetry + contents, "C1 " + position);
        QCOMPARE(told.structures[0].atomCount(), 8);
        QVERIFY(!warns(told.messages));
        const Dataset untold = read("3.567 3.567 3.567 90 90 90", symmetry, "C1 " + position);
        QVERIFY(mentions(untold.messages,
                         "axes or origin of the space group are not stated: F d -3 m:2 is used, F d -3 m:1 fits too"));
    }
    void proportionsSettleTheOriginOfASpinel()
    {
        // MgAl2O4: 8 Mg, 16 Al, 32 O; in the other choice Mg would stand on 16 places and Al on 8.
        const std::string sites = "Mg1 0 0 0\nAl1 .625 .625 .625\nO1 .387 .387 .387\n"; // origin choice 1
        const Dataset dataset = read("8.08 8.08 8.08 90 90 90",
                                     "_symmetry_space_group_name_H-M 'F d -3 m'\n_chemical_formula_sum 'Al2 Mg O4'\n", sites);
        QCOMPARE(formula(dataset.structures[0]), std::string("Al16Mg8O32"));
        QVERIFY(!warns(dataset.messages));
    }
    void saysThatNoSettingLeavesTheCellAsItIs()
    {
        QVERIFY(mentions(read("4 5 6 90 90 90", "_symmetry_space_group_name_H-M 'F m -3 m'\n", "Na1 0 0 0\n").messages,
                         "the operations of F m -3 m do not leave lengths and angles of the cell as they are"));
    }
    void saysThatFormulaAndOperationsDisagree()
    {
        const std::string symmetry
            = "_symmetry_space_group_name_H-M 'F m -3 m'\n_chemical_formula_sum 'Cl Na'\n_cell_formula_units_Z 4\n";
        QVERIFY(mentions(read("5.64 5.64 5.64 90 90 90", symmetry, "Na1 0 0 0\nCl1 .25 .25 .25\n").messages,
                         "the operations of F m -3 m make Na4 Cl8 of the sites, the formula times Z is Na4 Cl4"));
    }
    void aListOfNothingButTheIdentityIsChecked_data()
    {
        QTest::addColumn<QString>("contents");
        QTest::addColumn<QString>("sites");
        QTest::addColumn<int>("atoms");
        QTest::addColumn<QString>("said");
        const QString two = "Na1 0 0 0\nCl1 .5 .5 .5\n";
        const QString all
            = "Na1 0 0 0\nNa2 .5 .5 0\nNa3 .5 0 .5\nNa4 0 .5 .5\nCl1 .5 .5 .5\nCl2 0 0 .5\nCl3 0 .5 0\nCl4 .5 0 0\n";
        const QString z = "_chemical_formula_sum 'Na Cl'\n_cell_formula_units_Z 4\n";
        QTest::newRow("the sites alone") << z << two << 8 << "those of F m -3 m are used, as formula and Z say";
        QTest::newRow("all atoms") << z << all << 8 << "";
        QTest::newRow("nothing tells") << "" << two << 2 << "though the space group is F m -3 m: only the atoms listed are read";
    }
    void aListOfNothingButTheIdentityIsChecked()
    {
        QFETCH(QString, contents);
        QFETCH(QString, sites);
        QFETCH(int, atoms);
        QFETCH(QString, said);
        const Dataset dataset = read("5.64 5.64 5.64 90 90 90",
                                     "_symmetry_space_group_name_H-M 'F m -3 m'\nloop_\n_symmetry_equiv_pos_as_xyz\n'x, y, z'\n"
                                         + contents.toStdString(),
                                     sites.toStdString());
        QCOMPARE(dataset.structures[0].atomCount(), atoms);
        QVERIFY(said.isEmpty() ? !warns(dataset.messages) : mentions(dataset.messages, said.toStdString()));
    }
    void aBadHallSymbolFallsBack_data()
    {
        QTest::addColumn<QString>("hall");
        QTest::addColumn<QString>("cellText");
        QTest::addColumn<QString>("other");
        QTest::addColumn<int>("atoms");
        QTest::newRow("Fm-3m, a name") << "Fm-3m"
                                       << "5.64 5.64 5.64 90 90 90"
                                       << "_symmetry_space_group_name_H-M 'F m -3 m'\n"
                                       << 4;
        QTest::newRow("Fm-3m, a number") << "Fm-3m"
                                         << "5.64 5.64 5.64 90 90 90"
                                         << "_symmetry_Int_Tables_number 225\n"
                                         << 4;
        QTest::newRow("P 21/c") << "P 21/c"
                                << "5 6 7 90 100 90"
                                << "_symmetry_Int_Tables_number 14\n"
                                << 2;
        QTest::newRow("P 2 reads as unique axis c") << "P 2"
                                                    << "5 6 7 90 100 90"
                                                    << "_symmetry_Int_Tables_number 3\n"
                                                    << 1;
    }
    void aBadHallSymbolFallsBack()
    {
        QFETCH(QString, hall);
        QFETCH(QString, cellText);
        QFETCH(QString, other);
        QFETCH(int, atoms);
        const Dataset dataset
            = read(cellText.toStdString(), "_symmetry_space_group_name_Hall '" + hall.toStdString() + "'\n" + other.toStdString(),
                   "Na1 0 0 0\n");
        QCOMPARE(dataset.structures[0].atomCount(), atoms);
        QVERIFY(mentions(dataset.messages, "the space group is that of its name or number"));
    }
    void aGoodHallSymbolIsUsed()
    {
        const Dataset dataset
            = read("5 6 7 90 100 90", "_space_group_name_Hall '-P 2ybc'\n_space_group_IT_number 14\n", "Na1 .1 .2 .3\n");
        QVERIFY(hasAtomAt(dataset.structures[0], {-.1, .7, .2}));
        QVERIFY(!warns(dataset.messages));
    }
    void mmcifSaysThatOperationsAreNotApplied()
    {
        const auto file = [&](const std::string& group) {
            return "data_x\n_cell.length_a 53.3\n_cell.length_b 71.6\n_cell.length_c 72.4\n_symmetry.space_group_name_H-M '"
                + group
                + "'\nloop_\n_atom_site.id\n_atom_site.type_symbol\n_atom_site.label_atom_id\n_atom_site.label_comp_id\n"
                  "_atom_site.Cartn_x\n_atom_site.Cartn_y\n_atom_site.Cartn_z\n1 N N LYS 9.3 -12.0 -23.3\n";
        };
        QVERIFY(mentions(m_folder.read("a.cif", file("P 21 21 21")).messages,
                         "the operations of space group P 21 21 21 are not applied: only the atoms listed are read"));
        QVERIFY(m_folder.read("b.cif", file("P 1")).messages.empty());
    }
};

QTEST_APPLESS_MAIN(CifSymmetryTest)
#include "cif_symmetry_test.moc"
