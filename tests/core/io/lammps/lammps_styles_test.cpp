#include "core/base/error.h"
#include "core/base/text.h"
#include "core/io/read_options.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <algorithm>

using namespace mbtr;

namespace {

/// Oxygen is type 1, hydrogen type 2, in a box of 9 angstrom.
std::string fileOf(const std::string& heading, const std::string& atoms, const std::string& counts = "")
{
    return "x\n\n2 atoms\n2 atom types\n" + counts
        + "0 9 xlo xhi\n0 9 ylo yhi\n0 9 zlo zhi\n\nMasses\n\n1 15.999\n2 1.008\n\nAtoms" + heading + "\n\n" + atoms;
}

} // namespace

/// The columns of the section Atoms: https://docs.lammps.org/read_data.html
class LammpsStylesTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    void compareWithOH(const std::string& text)
    {
        const Structure structure = m_folder.read("a.data", text).structures.at(0);
        QCOMPARE(structure.species, (std::vector<int> {8, 1}));
        QVERIFY(structure.positions.col(0).isApprox(Eigen::Vector3d(1.5, 2, 3)));
        QVERIFY(structure.positions.col(1).isApprox(Eigen::Vector3d(4, 5.5, 6)));
    }

private slots:
    void obeysEveryStyleOfTheManual_data()
    {
        QTest::addColumn<QString>("before"); // the columns: T stands for the type
        QTest::addColumn<QString>("after");
        const auto row
            = [](const char* style, const char* before, const char* after = "") { QTest::newRow(style) << before << after; };
        row("atomic", "T");
        row("angle", "1 T");
        row("bond", "1 T");
        row("molecular", "1 T");
        row("charge", "T 0.3");
        row("full", "1 T 0.3");
        row("full/kk", "1 T 0.3");
        row("amoeba", "1 T 0.3");
        row("body", "T 0 1.5");
        row("bpm/sphere", "1 T 1.0 2.0");
        row("dielectric", "1 T 0.3", "0 0 1 1 2 3 4 5");
        row("dipole", "T 0.3", "0 0 1");
        row("dpd", "T 300");
        row("edpd", "T 1.0 2.0");
        row("electron", "T 1 0 0");
        row("ellipsoid", "T 1 2.5");
        row("line", "1 T 0 1.0");
        row("tri", "1 T 0 1.0");
        row("mdpd", "T 0.9");
        row("peri", "T 1.0 2.0");
        row("rheo", "T 1 0.9");
        row("rheo/thermal", "T 1 0.9 4.5");
        row("smd", "T 1 1.0 2.0 0.5 0.5 7 7 7");
        row("sph", "T 0.9 1.0 2.0");
        row("sphere", "T 1.0 2.0");
        row("spin", "T", "0 0 1 2.2");
        row("tdpd", "T", "0.1 0.2 0.3");
        row("wavepacket", "T 1 0 0 1 0.5 0.5");
        row("oxdna", "T");
        row("apip", "T");
        row("hybrid charge dipole", "T", "0.3 0.3 0 0 1");
    }
    void obeysEveryStyleOfTheManual()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        const std::string style = QTest::currentDataTag();
        const auto line = [&](const char* id, const char* type, const char* position) {
            return std::string(id) + " " + QString(before).replace('T', type).toStdString() + " " + position + " "
                + after.toStdString();
        };
        compareWithOH(fileOf(" # " + style, line("2", "2", "4.0 5.5 6.0") + "\n" + line("1", "1", "1.5 2.0 3.0") + "\n"));
        compareWithOH(
            fileOf(" # " + style, line("2", "2", "4.0 5.5 6.0") + " 0 0 -1\n" + line("1", "1", "1.5 2.0 3.0") + " 1 0 0\n"));
    }
    void templatesAreReadAsManualAndProgramHaveThem()
    {
        compareWithOH(fileOf(" # template", "1 5 1 3 1 1.5 2.0 3.0\n2 5 1 4 2 4.0 5.5 6.0\n")); // id mol index atom type
        compareWithOH(fileOf(" # template", "1 1 5 1 3 1.5 2.0 3.0\n2 2 5 1 4 4.0 5.5 6.0\n")); // id type mol index atom
    }
    void refusesAStyleThatIsNotKnownByItsName()
    {
        const std::string error
            = m_folder.errorOf("a.data", fileOf(" # mesont", "1 1 1 0.9 1.5 2.0 3.0\n2 2 1 0.9 4.0 5.5 6.0\n"));
        QVERIFY2(
            error.starts_with("line 14: the columns of the atom style 'mesont' are not known, expected one of atomic, charge"),
            error.c_str());
    }
    void refusesLinesThatAreNotOfTheStatedStyle()
    {
        QCOMPARE(m_folder.errorOf("a.data", fileOf(" # atomic", "1 1 0.3 1.5 2.0 3.0\n2 2 0.3 4.0 5.5 6.0\n")),
                 std::string("line 16: expected 5 columns (atom style atomic) or 8, found 6 in '1 1 0.3 1.5 2.0 3.0'"));
    }
    void anUnstatedStyleIsTakenWhereTheNumbersProveIt_data()
    {
        QTest::addColumn<QString>("atoms");
        const auto row = [](const char* name, const char* atoms) { QTest::newRow(name) << atoms; };
        row("atomic", "1 1 1.5 2.0 3.0\n2 2 4.0 5.5 6.0\n");
        row("atomic with images", "1 1 1.5 2.0 3.0 0 0 0\n2 2 4.0 5.5 6.0 0 0 0\n");
        row("charges of both signs", "1 1 1 -0.8 1.5 2.0 3.0\n2 1 2 0.4 4.0 5.5 6.0\n"); // no density is negative
        row("the type stands only in column 2", "1 1 0.7 2.5 1.5 2.0 3.0\n2 2 0.7 2.5 4.0 5.5 6.0\n");
        row("molecule 7", "1 7 1 1.5 2.0 3.0\n2 7 2 4.0 5.5 6.0\n");
        row("full with images", "1 1 1 0.4 1.5 2.0 3.0 0 0 0\n2 1 2 -0.4 4.0 5.5 6.0 0 0 0\n");
    }
    void anUnstatedStyleIsTakenWhereTheNumbersProveIt()
    {
        QFETCH(QString, atoms);
        compareWithOH(fileOf("", atoms.toStdString()));
    }
    void anUnstatedStyleThatSeveralFitIsAskedFor_data()
    {
        QTest::addColumn<QString>("atoms");
        QTest::addColumn<QString>("styles");
        const auto row = [](const char* name, const char* atoms, const char* styles) { QTest::newRow(name) << atoms << styles; };
        row("charge or molecular", "1 1 2 1.5 2.0 3.0\n2 2 1 4.0 5.5 6.0\n", "charge, molecular");
        row("full or rheo", "1 1 2 0.9 1.5 2.0 3.0\n2 2 1 0.9 4.0 5.5 6.0\n", "full, amoeba, sphere");
    }
    void anUnstatedStyleThatSeveralFitIsAskedFor()
    {
        QFETCH(QString, atoms);
        QFETCH(QString, styles);
        const QString error = QString::fromStdString(m_folder.errorOf("a.data", fileOf("", atoms.toStdString())));
        QVERIFY2(
            error.startsWith("line 16: the atom style is not stated and cannot be told from the numbers, which fit " + styles),
            qPrintable(error));
        QVERIFY2(error.contains(": state it behind the heading, as in 'Atoms # "), qPrintable(error));
    }
    void aCommentOfSeveralWordsIsNoStyle() { compareWithOH(fileOf(" # my two atoms", "1 1 1.5 2.0 3.0\n2 2 4.0 5.5 6.0\n")); }
    void bondsShowThatTheStyleIsOneOfMolecules()
    {
        compareWithOH(fileOf("", "1 2 1 1.5 2.0 3.0\n2 1 2 4.0 5.5 6.0\n\nBonds\n\n1 1 1 2\n", "1 bonds\n1 bond types\n"));
    }
};

QTEST_APPLESS_MAIN(LammpsStylesTest)
#include "lammps_styles_test.moc"
