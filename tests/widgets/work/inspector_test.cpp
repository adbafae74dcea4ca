#include "tests/support/small_dataset.h"
#include "tests/widgets/work/desk.h"

#include <QSignalSpy>
#include <QTest>

using namespace mbtr;
using namespace mbtr::gui;

class InspectorTest : public QObject {
    Q_OBJECT

private slots:
    void computesTheTensorOfTheCurrentStructure()
    {
        Desk desk;
        QVERIFY(!desk.inspector.tensor());
        desk.open(test::smallDataset());
        QTRY_VERIFY(desk.inspector.isFresh());
        QVERIFY(desk.inspector.problem().isEmpty());
        QCOMPARE(desk.inspector.tensor()->layout->species, (std::vector<int> {1, 8}));
    }

    void usesTheElementsOfTheWholeDataset()
    {
        Desk desk;
        desk.open(test::smallDataset(true));
        QTRY_VERIFY(desk.inspector.isFresh());
        QCOMPARE(desk.inspector.tensor()->layout->species, (std::vector<int> {1, 6, 8}));
    }

    void keepsTheOldTensorUntilTheNewOneIsThere()
    {
        Desk desk;
        desk.open(test::smallDataset());
        QTRY_VERIFY(desk.inspector.isFresh());
        const auto first = desk.inspector.tensor();
        desk.selection.setStructure(3);
        QVERIFY(!desk.inspector.isFresh());
        QCOMPARE(desk.inspector.tensor(), first);
        QTRY_VERIFY(desk.inspector.isFresh());
        QVERIFY(desk.inspector.tensor()->values != first->values);
        QCOMPARE(desk.inspector.tensor()->layout, first->layout); // made once for dataset and settings
    }

    void followsTheSettings()
    {
        Desk desk;
        desk.open(test::smallDataset());
        QTRY_VERIFY(desk.inspector.isFresh());
        auto settings = desk.session.mbtrSettings();
        settings.terms.resize(1);
        desk.session.changeMbtrSettings(settings, "Remove terms");
        QVERIFY(!desk.inspector.isFresh());
        QTRY_VERIFY(desk.inspector.isFresh());
        QCOMPARE(desk.inspector.tensor()->layout->bins.size(), 1u);
    }

    void tellsWhyASettingDoesNotWork()
    {
        Desk desk;
        desk.open(test::smallDataset());
        auto settings = desk.session.mbtrSettings();
        const auto good = settings;
        settings.terms[0].sigma = -1;
        desk.session.changeMbtrSettings(settings, "Change sigma");
        QTRY_VERIFY(!desk.inspector.problem().isEmpty());
        QVERIFY2(desk.inspector.problem().contains("sigma"), qPrintable(desk.inspector.problem()));
        QVERIFY(!desk.inspector.isFresh());
        desk.session.changeMbtrSettings(good, "Repair sigma");
        QVERIFY(desk.inspector.problem().isEmpty());
        QTRY_VERIFY(desk.inspector.isFresh());
    }

    void hasNothingToSayWithoutAStructure()
    {
        Desk desk;
        desk.open(test::smallDataset());
        QTRY_VERIFY(desk.inspector.isFresh());
        desk.selection.setStructure(-1);
        QVERIFY(!desk.inspector.tensor());
        QVERIFY(desk.jobs.isIdle());
    }
};

QTEST_MAIN(InspectorTest)
#include "inspector_test.moc"
