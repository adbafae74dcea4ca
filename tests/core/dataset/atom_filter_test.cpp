#include "core/dataset/atom_filter.h"

#include "tests/support/message_of.h"
#include "tests/support/structures.h"

#include <QTest>

using namespace mbtr;

class AtomFilterTest : public QObject {
    Q_OBJECT

    std::vector<int> where(const Structure& structure, const char* text) { return atomsWhere(structure, nullptr, -1, text); }

private slots:
    void findsAtoms_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<std::vector<int>>("atoms");
        const auto row = [](const char* condition, const std::vector<int>& atoms) {
            QTest::newRow(condition) << QString(condition) << atoms;
        };
        row("element == \"O\"", {2});
        row("element = o", {2});
        row("element != 'H'", {0, 1, 2});
        row("index>=7", {7, 8});
        row("x < -1.19e0 and element == H", {3});
        row("x > 2 or z > 0.5 and index < 5", {4, 6});
        row("(x > 2 or z > 0.5) and index < 5", {4});
        row("not element == H and not index == 0", {1, 2});
        row("not not index == 3", {3});
        row("y == -0.4", {0});
        row("y < -5", {});
        row("2 < index + 1 <= 4 and element in [\"O\", \"H\"]", {2, 3});
    }
    void findsAtoms()
    {
        QFETCH(QString, condition);
        QFETCH(std::vector<int>, atoms);
        QCOMPARE(where(test::ethanol(), qPrintable(condition)), atoms);
    }
    void knowsFractionalCoordinates()
    {
        QCOMPARE(where(test::rockSalt(), "a == 0.5 and element == Na"), (std::vector<int> {2, 3}));
        QCOMPARE(test::messageOf([this] { where(test::water(), "a > 0"); }),
                 std::string("condition: at character 1: expected element, index, x, y, z, a property per atom or the symbol of "
                             "an element, found 'a'"));
    }
    void knowsPropertiesAndMissingOnesFulfilNothing()
    {
        Dataset dataset;
        dataset.structures = {test::water()};
        dataset.properties.push_back({"charge", "e", AtomNumbers {1, {{-0.8, 0.4, std::nan("")}}}});
        dataset.properties.push_back({"force", "eV/angstrom", AtomNumbers {3, {{3, 4, 0, 0, 0, 1, 0, 0, -1}}}});
        const auto& water = dataset.structures[0];
        QCOMPARE(atomsWhere(water, &dataset, 0, "charge > -1"), (std::vector<int> {0, 1}));
        QCOMPARE(atomsWhere(water, &dataset, 0, "charge != 0.4"), (std::vector<int> {0}));
        QCOMPARE(atomsWhere(water, &dataset, 0, "force.norm == 5"), (std::vector<int> {0}));
        QCOMPARE(atomsWhere(water, &dataset, 0, "force.z < 0"), (std::vector<int> {2}));
        QCOMPARE(test::messageOf([&] { atomsWhere(water, &dataset, -1, "charge > 0"); }),
                 std::string("condition: at character 1: expected element, index, x, y, z, a property per atom or the symbol of "
                             "an element, found 'charge'"));
    }
    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* condition, const char* message) {
            QTest::newRow(condition) << QString(condition) << QString(message);
        };
        row("", "condition: is empty, expected a comparison such as z > 2");
        row("x >", "condition: at the end: expected a number, a text in quotes or a name, found 'the end'");
        row("x 3", "condition: at character 3: expected 'and', 'or' or the end, found '3'");
        row("element == Qq",
            "condition: at character 12: expected element, index, x, y, z, a property per atom or the symbol of an element, "
            "found 'Qq'");
        row("element > H", "condition: at character 11: a text can be compared with == and != only, found '>'");
        row("x > 1 y", "condition: at character 7: expected 'and', 'or' or the end, found 'y'");
        row("(x > 1", "condition: at the end: expected ')' to close the bracket, found 'the end'");
        row("element == \"O", "condition: at character 12: the quote \" is not closed");
        row("norm(x) > 1", "condition: at character 1: there is no function 'norm'; there are: abs, sqrt, log, exp, min, max");
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, condition);
        QFETCH(QString, message);
        QCOMPARE(QString::fromStdString(test::messageOf([&] { where(test::water(), qPrintable(condition)); })), message);
    }
    void deepBracketsAreRefused()
    {
        const std::string deep(100000, '(');
        QVERIFY(test::messageOf([&] {
                    atomsWhere(test::water(), nullptr, -1, deep);
                }).starts_with("condition: at character 102: nested deeper than 100 levels"));
    }
};

QTEST_APPLESS_MAIN(AtomFilterTest)
#include "atom_filter_test.moc"
