#include "widgets/document/selection.h"

#include <QSignalSpy>
#include <QTest>

using mbtr::gui::Selection;

class SelectionTest : public QObject {
    Q_OBJECT

private slots:
    void startsWithNothing()
    {
        const Selection selection;
        QCOMPARE(selection.structure(), -1);
        QVERIFY(selection.atoms().empty());
    }

    void tellsAnotherStructureOnce()
    {
        Selection selection;
        QSignalSpy changed(&selection, &Selection::structureChanged);
        selection.setStructure(3);
        selection.setStructure(3);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toInt(), 3);
    }

    void anotherStructureClearsTheAtoms()
    {
        Selection selection;
        selection.setStructure(3);
        selection.setAtoms({1, 0});
        QSignalSpy changed(&selection, &Selection::atomsChanged);
        selection.setStructure(3);
        QCOMPARE(selection.atoms(), (std::vector<int> {1, 0}));
        selection.setStructure(4);
        QVERIFY(selection.atoms().empty());
        QCOMPARE(changed.size(), 1);
    }

    void keepsTheOrderOfPicking()
    {
        Selection selection;
        QSignalSpy changed(&selection, &Selection::atomsChanged);
        selection.setAtoms({5, 2, 9});
        selection.setAtoms({5, 2, 9});
        QCOMPARE(selection.atoms(), (std::vector<int> {5, 2, 9}));
        QCOMPARE(changed.size(), 1);
    }
};

QTEST_MAIN(SelectionTest)
#include "selection_test.moc"
