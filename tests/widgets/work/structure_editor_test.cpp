#include "core/chemistry/measurements.h"
#include "core/mbtr/mbtr.h"
#include "tests/support/small_dataset.h"
#include "tests/support/structures.h"
#include "tests/widgets/work/desk.h"
#include "widgets/work/structure_editor.h"

#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

struct EditDesk : Desk {
    StructureEditor editor {&session, &selection, &jobs};

    const Structure& now() { return *session.structure(0).structure; }
    const Structure& shown() { return *shownStructure(session, selection).structure; }
    QUndoStack& undo() { return *session.undoStack(); }
};

} // namespace

class StructureEditorTest : public QObject {
    Q_OBJECT

private slots:
    void aDragIsOneStepAndTheFileStays()
    {
        EditDesk desk;
        desk.open({test::water()});
        desk.editor.beginMove(1);
        for (int n = 1; n <= 10; ++n)
            desk.editor.moveBy({0.1 * n, 0, 0});
        QVERIFY((desk.shown().positions.col(1) - test::water().positions.col(1) - Eigen::Vector3d(1, 0, 0)).norm() < 1e-12);
        QVERIFY(desk.now().positions == test::water().positions); // not yet
        QCOMPARE(desk.undo().count(), 0);
        desk.editor.finish();
        QVERIFY(desk.session.isEdited(0));
        QCOMPARE(desk.undo().count(), 1);
        QVERIFY(!desk.selection.preview().structure);
        QVERIFY(std::abs(desk.now().positions(0, 1) - test::water().positions(0, 1) - 1) < 1e-12);
        QVERIFY(desk.session.dataset().value->structures[0].positions == test::water().positions);
        desk.undo().undo();
        QVERIFY(!desk.session.isEdited(0));
        QVERIFY(desk.now().positions == test::water().positions);
        desk.undo().redo();
        QVERIFY(desk.session.isEdited(0));
    }
    void pickedAtomsMoveTogether()
    {
        EditDesk desk;
        desk.open({test::water()});
        desk.selection.setAtoms({0, 2});
        desk.editor.beginMove(2);
        desk.editor.moveBy({0, 1, 0});
        desk.editor.finish();
        const Eigen::Matrix3Xd by = desk.now().positions - test::water().positions;
        QVERIFY((by.row(1) - Eigen::RowVector3d(1, 0, 1)).norm() < 1e-12);
    }
    void aCancelledDragLeavesNothing()
    {
        EditDesk desk;
        desk.open({test::water()});
        desk.editor.beginMove(1);
        desk.editor.moveBy({1, 0, 0});
        desk.editor.cancel();
        QVERIFY(desk.shown().positions == test::water().positions);
        desk.editor.finish();
        QCOMPARE(desk.undo().count(), 0);
    }
    void aSliderIsOneStepFromWhereItBegan()
    {
        EditDesk desk;
        desk.open({test::ethanol()});
        desk.selection.setAtoms({1, 2});
        for (const double length : {1.5, 1.9, 1.7, 2.0})
            desk.editor.setMeasure(length);
        desk.editor.finish();
        QCOMPARE(desk.undo().count(), 1);
        QVERIFY(std::abs(distanceBetween(desk.now(), 1, 2) - 2) < 1e-9);
        // Beyond 1.9 angstrom C and O are no longer bonded; the hydrogen still moved along.
        QVERIFY(std::abs(distanceBetween(desk.now(), 2, 3) - distanceBetween(test::ethanol(), 2, 3)) < 1e-9);
    }
    void anAngleTurnedDownAndBackTearsNothingOff()
    {
        EditDesk desk;
        desk.open({test::ethanol()});
        desk.selection.setAtoms({0, 1, 2}); // C-C-O
        const double angle = angleBetween(desk.now(), 0, 1, 2);
        for (const double degrees : {80.0, 50.0, 20.0}) { // O comes as near to the first C as a bond is long
            desk.editor.setMeasure(degrees);
            QVERIFY(bondsOf(desk.selection.preview()) == bondsOf({std::make_shared<Structure>(test::ethanol()), {}}));
            desk.editor.finish();
        }
        desk.editor.setMeasure(angle);
        desk.editor.finish();
        QVERIFY((desk.now().positions - test::ethanol().positions).cwiseAbs().maxCoeff() < 1e-9);
        QVERIFY(desk.session.structure(0).bonds.isEmpty());
    }
    void theTensorFollowsThePreviewAndThenTheStructure()
    {
        EditDesk desk;
        desk.open({test::water()});
        QTRY_VERIFY(desk.inspector.isFresh());
        desk.editor.beginMove(1);
        for (int n = 1; n <= 30; ++n)
            desk.editor.moveBy({0.02 * n, 0, 0});
        QTRY_VERIFY(desk.inspector.isFresh());
        Structure expected = test::water();
        expected.positions(0, 1) += 0.6;
        Progress progress;
        const auto reference = computeMbtr(expected, desk.inspector.tensor()->layout, progress);
        QCOMPARE(desk.inspector.tensor()->values, reference.values);
        desk.editor.finish();
        QTRY_VERIFY(desk.inspector.isFresh());
        QCOMPARE(desk.inspector.tensor()->values, reference.values);
        desk.undo().undo();
        QVERIFY(!desk.inspector.isFresh());
        QTRY_VERIFY(desk.inspector.isFresh());
        QVERIFY(desk.inspector.tensor()->values != reference.values);
    }
    void anElementTheDatasetDoesNotHaveIsComputedToo()
    {
        EditDesk desk;
        desk.open({test::water()});
        desk.selection.setAtoms({0});
        desk.editor.changeElement(16);
        QTRY_VERIFY(desk.inspector.isFresh());
        QVERIFY2(desk.inspector.problem().isEmpty(), qPrintable(desk.inspector.problem()));
        QCOMPARE(desk.inspector.tensor()->layout->species, (std::vector<int> {1, 8, 16}));
        desk.undo().undo();
        QTRY_VERIFY(desk.inspector.isFresh());
        QCOMPARE(desk.inspector.tensor()->layout->species, (std::vector<int> {1, 8}));
    }
    void atomsComeAndGo()
    {
        EditDesk desk;
        desk.open({test::water()});
        desk.selection.setAtoms({0});
        desk.editor.addAtom(1);
        QCOMPARE(desk.now().atomCount(), 4);
        QCOMPARE(desk.selection.atoms(), (std::vector<int> {3}));
        QVERIFY(std::abs(distanceBetween(desk.now(), 0, 3) - 0.97) < 0.02); // covalent radii 0.66 + 0.31
        desk.undo().undo();
        QCOMPARE(desk.now().atomCount(), 3);
        QVERIFY(desk.selection.atoms().empty()); // it is gone
        desk.selection.setAtoms({1});
        desk.editor.deleteAtoms();
        QCOMPARE(desk.now().species, (std::vector<int> {8, 1}));
        desk.editor.revert();
        QVERIFY(!desk.session.isEdited(0));
        desk.undo().undo();
        QCOMPARE(desk.now().atomCount(), 2);
    }
    void bondsComeAndGoAndKeepTheirAtoms()
    {
        EditDesk desk;
        desk.open({test::water()});
        desk.selection.setAtoms({2, 1});
        desk.editor.addBond();
        QCOMPARE(bondsOf(desk.session.structure(0)).size(), 3u);
        desk.selection.setAtoms({0, 1});
        desk.editor.removeBond();
        QCOMPARE(bondsOf(desk.session.structure(0)), (std::vector<Bond> {{0, 2, {}}, {1, 2, {}}}));
        desk.selection.setAtoms({0});
        desk.editor.deleteAtoms();
        QCOMPARE(bondsOf(desk.session.structure(0)), (std::vector<Bond> {{0, 1, {}}}));
        QSignalSpy failed(&desk.editor, &StructureEditor::failed);
        desk.editor.addBond();
        QCOMPARE(failed.takeFirst().first().toString(), QString("A bond needs two picked atoms, there are 0."));
    }
    void bondsOfTheFileAreEditedToo()
    {
        EditDesk desk;
        Structure stretched = test::water();
        stretched.positions *= 3; // too far for a bond by distance
        stretched.bonds = {{.i = 1, .j = 0, .order = BondOrder::Single}};
        desk.open({stretched});
        QCOMPARE(bondsOf(desk.session.structure(0)), (std::vector<Bond> {{0, 1, {}}}));
        desk.selection.setAtoms({0, 2});
        desk.editor.addBond();
        desk.selection.setAtoms({1, 0});
        desk.editor.removeBond();
        QCOMPARE(bondsOf(desk.session.structure(0)), (std::vector<Bond> {{0, 2, {}}}));
    }
    void impossibleEditsAreToldAndChangeNothing()
    {
        EditDesk desk;
        desk.open({test::water()});
        QSignalSpy failed(&desk.editor, &StructureEditor::failed);
        desk.editor.makeSupercell({2, 2, 2});
        QCOMPARE(failed.takeFirst().first().toString(), QString("supercell: needs a unit cell, the structure has none"));
        QCOMPARE(desk.undo().count(), 0);
        QVERIFY(!desk.session.isEdited(0));
    }
    void supercellsStrainsAndNoiseAreSteps()
    {
        EditDesk desk;
        desk.open({test::rockSalt()});
        desk.editor.makeSupercell({2, 1, 1});
        desk.editor.setStrain({0.1, 0, 0, 0, 0, 0});
        desk.editor.setStrain({0.05, 0, 0, 0, 0, 0});
        desk.editor.finish();
        QVERIFY(std::abs(desk.now().cell->lengths()[0] - 2 * 5.64 * 1.05) < 1e-9);
        desk.editor.perturb(0.1, 3);
        QCOMPARE(desk.undo().count(), 3);
        for (int n = 0; n < 3; ++n)
            desk.undo().undo();
        QVERIFY(desk.now().positions == test::rockSalt().positions);
    }
    void cellsChangeInTheBackgroundAsOneStep_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("atoms");
        QTest::newRow("primitive") << int(StructureEditor::CellKind::Primitive) << 2;
        QTest::newRow("conventional") << int(StructureEditor::CellKind::Conventional) << 8;
        QTest::newRow("niggli") << int(StructureEditor::CellKind::Niggli) << 16;
    }
    void cellsChangeInTheBackgroundAsOneStep()
    {
        QFETCH(int, kind);
        EditDesk desk;
        desk.open({test::rockSalt()});
        desk.editor.makeSupercell({2, 1, 1});
        desk.editor.changeCell(StructureEditor::CellKind(kind), 1e-3);
        QTRY_COMPARE(desk.undo().count(), 2);
        QTEST(desk.now().atomCount(), "atoms");
        QVERIFY(std::abs(desk.now().cell->volume() / desk.now().atomCount() - 5.64 * 5.64 * 5.64 / 8) < 1e-6);
        desk.undo().undo();
        QCOMPARE(desk.now().atomCount(), 16);
    }
    void wrappingMovesAtomsIntoTheCell()
    {
        Structure outside = test::rockSalt();
        outside.positions.col(3) += Eigen::Vector3d(2 * 5.64, -5.64, 0);
        EditDesk desk;
        desk.open({outside});
        desk.editor.wrap();
        QVERIFY((desk.now().positions - test::rockSalt().positions).norm() < 1e-9);
    }
    void bondsSetByHandGoAlongIntoASupercell()
    {
        EditDesk desk;
        desk.open({test::rockSalt()});
        const std::vector<Bond> once = bondsOf(desk.session.structure(0)); // 6 of each of 8 atoms
        QCOMPARE(once.size(), 24u);
        const auto across = std::find_if(once.begin(), once.end(), [](const Bond& bond) { return bond.image[0] != 0; });
        QVERIFY(across != once.end());
        EditedStructure cut = desk.session.structure(0);
        cut.bonds = withoutBond(cut.bonds, *across);
        desk.session.editStructure(0, cut, "cut");
        desk.editor.makeSupercell({2, 1, 1});
        const std::vector<Bond> twice = bondsOf(desk.session.structure(0));
        QCOMPARE(twice.size(), 46u);
        for (const Bond& bond : twice) { // each leads to where its other end is
            const Structure& now = desk.now();
            const Eigen::Vector3d image(bond.image[0], bond.image[1], bond.image[2]);
            const Eigen::Vector3d way = now.positions.col(bond.j) + now.cell->toCartesian({image}) - now.positions.col(bond.i);
            QVERIFY(std::abs(way.norm() - 2.82) < 1e-9);
        }
    }
    void stepsOfClosedFilesAreForgotten()
    {
        EditDesk desk;
        desk.open({test::water()});
        desk.selection.setAtoms({0});
        desk.editor.changeElement(16);
        desk.selection.setStructure(-1);
        desk.open({test::ethanol()});
        QVERIFY(!desk.session.hasEdits());
        desk.undo().undo();
        QVERIFY(desk.now().positions == test::ethanol().positions);
        QVERIFY(!desk.session.hasEdits());
        QCOMPARE(desk.undo().count(), 0);
    }
    void aNumberThatWasSetStaysWhenAnotherStructureIsChosen()
    {
        EditDesk desk;
        desk.open({test::ethanol(), test::water()});
        desk.selection.setAtoms({1, 2});
        desk.editor.setMeasure(1.7);
        desk.selection.setStructure(1);
        QVERIFY(!desk.selection.preview().structure);
        QVERIFY(desk.session.isEdited(0) && !desk.session.isEdited(1));
        QVERIFY(std::abs(distanceBetween(*desk.session.structure(0).structure, 1, 2) - 1.7) < 1e-9);
        QCOMPARE(desk.undo().count(), 1);
    }
    void anotherStructureEndsTheGesture()
    {
        EditDesk desk;
        desk.open({test::water(), test::ethanol()});
        desk.editor.beginMove(1);
        desk.editor.moveBy({1, 0, 0});
        desk.selection.setStructure(1);
        QVERIFY(!desk.selection.preview().structure);
        desk.editor.finish();
        QVERIFY(!desk.session.hasEdits());
    }
};

QTEST_MAIN(StructureEditorTest)
#include "structure_editor_test.moc"
