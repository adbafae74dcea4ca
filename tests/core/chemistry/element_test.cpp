#include "core/chemistry/element.h"
#include "core/chemistry/structure.h"

#include <QTest>

using namespace mbtr;

class ElementTest : public QObject {
    Q_OBJECT

private slots:
    void findsSymbolsInAnyCase()
    {
        QCOMPARE(atomicNumberOf("Cl").value_or(0), 17);
        QCOMPARE(atomicNumberOf("CL").value_or(0), 17);
        QCOMPARE(atomicNumberOf("u").value_or(0), 92);
        QCOMPARE(atomicNumberOf("D").value_or(0), 1);
        QVERIFY(!atomicNumberOf("Xx"));
        QVERIFY(!atomicNumberOf(""));
    }
    void symbolsAndNumbersAreInverse()
    {
        for (int z = 1; z <= kLargestAtomicNumber; ++z)
            QCOMPARE(atomicNumberOf(elementSymbol(z)).value_or(0), z);
    }
    void knowsMassesAndRadii()
    {
        QCOMPARE(element(8).name, std::string_view("oxygen"));
        QCOMPARE(element(79).mass, 196.96657);
        QCOMPARE(element(6).covalentRadius, 0.76);
    }
    void formulaIsInHillOrder_data()
    {
        QTest::addColumn<QList<int>>("species");
        QTest::addColumn<QString>("formula");
        QTest::newRow("ethanol") << QList<int> {8, 6, 1, 1, 1, 6, 1, 1, 1} << "C2H6O";
        QTest::newRow("no carbon") << QList<int> {1, 8, 1} << "H2O";
        QTest::newRow("by alphabet") << QList<int> {17, 11, 35, 5} << "BBrClNa";
        QTest::newRow("carbon first") << QList<int> {35, 6, 5} << "CBBr";
        QTest::newRow("nothing") << QList<int> {} << "";
    }
    void formulaIsInHillOrder()
    {
        QFETCH(QList<int>, species);
        QFETCH(QString, formula);
        Structure structure;
        structure.species.assign(species.begin(), species.end());
        QCOMPARE(QString::fromStdString(mbtr::formula(structure)), formula);
    }
    void listsElementsOnceAscending()
    {
        Structure structure;
        structure.species = {8, 1, 8, 6, 1};
        QCOMPARE(elementsOf(structure), (std::vector<int> {1, 6, 8}));
    }
};

QTEST_APPLESS_MAIN(ElementTest)
#include "element_test.moc"
