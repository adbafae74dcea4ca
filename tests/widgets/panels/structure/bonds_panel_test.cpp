#include "tests/support/structures.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/items/bond_rules_model.h"
#include "widgets/jobs/job_list.h"
#include "widgets/panels/structure/bonds_panel.h"
#include "widgets/work/structure_editor.h"
#include "widgets/work/studies/bond_counter.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QUndoStack>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

struct Desk {
    Session session;
    Selection selection;
    JobList jobs;
    StructureEditor editor {&session, &selection, &jobs};
    BondCounter counter {&jobs};
    BondsPanel panel {&session, &selection, &editor, &counter};

    explicit Desk(Structure structure)
    {
        auto dataset = std::make_shared<Dataset>();
        dataset->structures = {std::move(structure)};
        session.setDataset({dataset, session.revision(Stage::Dataset)});
        selection.setStructure(0);
        panel.show();
    }
    QAbstractItemModel* table() const { return panel.findChild<QTableView*>("bondTable")->model(); }
    QString cell(int row, int column) const { return table()->index(row, column).data().toString(); }
    bool type(int row, int column, const QString& text) const { return table()->setData(table()->index(row, column), text); }
    template <typename Widget> Widget* child(const char* name) const { return panel.findChild<Widget*>(name); }
    int bonds() const { return static_cast<int>(bondsOf(session.structure(0)).size()); }
};

enum Column { Pair, Radii, Min, Max, Count };

} // namespace

class BondsPanelTest : public QObject {
    Q_OBJECT

private slots:
    void listsThePairsOfElementsWithTheirBonds()
    {
        const Desk desk(test::water());
        QAbstractItemModelTester tester(desk.table(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(desk.table()->rowCount(), 3); // H-H, H-O, O-O
        QCOMPARE(desk.cell(1, Pair), QString("H–O"));
        QCOMPARE(desk.cell(1, Radii), QString("1.27")); // covalent radii 0.31 and 0.66 angstrom (Cordero et al. 2008) + 0.3
        QTRY_COMPARE(desk.cell(1, Count), QString("2"));
        QCOMPARE(desk.cell(0, Count), QString("0"));
    }
    void pairsThatAreNearAndYetNoBondsAreTold()
    {
        const Desk desk(test::perovskite()); // each Sr has 12 O at 2.76 angstrom, which are bonded to Ti
        int row = 0;
        while (row < desk.table()->rowCount() && desk.cell(row, Pair) != QString("O–Sr"))
            ++row;
        QVERIFY(desk.cell(row, Radii).toDouble() > 2.77);
        QTRY_COMPARE(desk.cell(row, Count), QString("0 of 12"));
        const QString tip = desk.table()->index(row, Count).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains("12 more pairs") && tip.contains("large ion"), qPrintable(tip));
    }
    void aRangeOfAPairChangesTheBondsAndCanBeUndone()
    {
        Desk desk(test::water());
        QTRY_COMPARE(desk.cell(1, Count), QString("2"));
        QVERIFY(desk.type(0, Max, "2")); // H and H of water are 1.5 angstrom apart
        QCOMPARE(desk.bonds(), 3);
        QCOMPARE(desk.cell(0, Min), QString("0.00"));
        QTRY_COMPARE(desk.cell(0, Count), QString("1"));
        QVERIFY(desk.type(1, Min, "1,2")); // O and H are 0.96 angstrom apart
        QCOMPARE(desk.bonds(), 1);
        desk.session.undoStack()->undo(); // both are one step
        QCOMPARE(desk.bonds(), 2);
        desk.session.undoStack()->redo();
        QVERIFY(desk.type(1, Min, ""));
        QCOMPARE(desk.bonds(), 3);
        QTest::mouseClick(desk.child<QPushButton>("resetBondRules"), Qt::LeftButton);
        QVERIFY(desk.session.dataSettings().bonds == BondRules());
        QVERIFY(!desk.child<QPushButton>("resetBondRules")->isEnabled());
    }
    void whatMakesNoSenseIsRefusedWithASentence_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no number") << "long"
                                   << "“long” is no length: expected a number of Å, or nothing";
        QTest::newRow("shorter than min") << "-1"
                                          << "H-O: must have 0 <= min <= max <= 10 angstrom, has min 0 and max -1";
        QTest::newRow("too long") << "11"
                                  << "H-O: must have 0 <= min <= max <= 10 angstrom, has min 0 and max 11";
    }
    void whatMakesNoSenseIsRefusedWithASentence()
    {
        QFETCH(QString, typed);
        QFETCH(QString, sentence);
        const Desk desk(test::water());
        QVERIFY(!desk.type(1, Max, typed));
        QCOMPARE(desk.child<QLabel>("bondsProblem")->text(), sentence);
        QVERIFY(desk.session.dataSettings().bonds == BondRules());
    }
    void theToleranceCountsForAllPairs()
    {
        const Desk desk(test::water());
        auto* field = desk.child<QWidget>("bondTolerance")->findChild<QLineEdit*>();
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, "-0.5");
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(desk.session.dataSettings().bonds.extraTolerance, -0.5);
        QCOMPARE(desk.bonds(), 0);
        QCOMPARE(desk.cell(1, Radii), QString("0.77"));
    }
    void bondsOfTheFileCanBeIgnored()
    {
        Structure water = test::water();
        water.bonds = {{.i = 1, .j = 2}};
        const Desk desk(water);
        QTRY_COMPARE(desk.cell(0, Count), QString("1"));
        QVERIFY(desk.child<QCheckBox>("ignoreStatedBonds")->isVisible());
        desk.child<QCheckBox>("ignoreStatedBonds")->click();
        QTRY_COMPARE(desk.cell(1, Count), QString("2"));
        QCOMPARE(desk.cell(0, Count), QString("0"));
    }
    void bondsSetByHandAreToldAndForgotten()
    {
        Desk desk(test::water());
        QVERIFY(!desk.child<QPushButton>("addBondByHand")->isEnabled());
        desk.selection.setAtoms({1, 2});
        QTest::mouseClick(desk.child<QPushButton>("addBondByHand"), Qt::LeftButton);
        desk.selection.setAtoms({0, 1});
        QTest::mouseClick(desk.child<QPushButton>("removeBondByHand"), Qt::LeftButton);
        QCOMPARE(desk.child<QLabel>("bondsByHand")->text(), QString("By hand: 1 added, 1 removed"));
        QCOMPARE(bondsOf(desk.session.structure(0)), (std::vector<Bond> {{0, 2, {}}, {1, 2, {}}}));
        desk.session.changeBondRules({.extraTolerance = -1}, "x"); // reaches what was edited before too
        QCOMPARE(bondsOf(desk.session.structure(0)), (std::vector<Bond> {{1, 2, {}}}));
        desk.session.undoStack()->undo();
        QTest::mouseClick(desk.child<QPushButton>("forgetBonds"), Qt::LeftButton);
        QCOMPARE(desk.bonds(), 2);
    }
    void rulesBelongToTheOpenFiles()
    {
        Desk desk(test::water());
        QSignalSpy changed(&desk.session, &Session::bondRulesChanged);
        desk.session.changeBondRules({.extraTolerance = 0.2}, "x");
        QCOMPARE(changed.count(), 1);
        desk.session.openFiles({"other.xyz"});
        QVERIFY(desk.session.dataSettings().bonds == BondRules());
        desk.session.undoStack()->undo();
        QVERIFY(desk.session.dataSettings().bonds == BondRules());
    }
};

QTEST_MAIN(BondsPanelTest)
#include "bonds_panel_test.moc"
