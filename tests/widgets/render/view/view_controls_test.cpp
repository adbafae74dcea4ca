#include "core/dataset/dataset.h"
#include "tests/support/gl_main.h"
#include "tests/support/image_check.h"
#include "tests/support/structures.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/panels/structure/structure_panel.h"
#include "widgets/render/opengl/gl_surface.h"
#include "widgets/render/scene/displayed_atoms.h"
#include "widgets/render/view/picker.h"
#include "widgets/render/view/view_controls.h"
#include "widgets/render/view/vtk_view.h"

#include <Eigen/Geometry>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QMainWindow>
#include <QSignalSpy>
#include <QWheelEvent>

using namespace mbtr;
using namespace mbtr::gui;

class ViewControlsTest : public QObject {
    Q_OBJECT

    JobList m_jobs;
    std::unique_ptr<VtkView> m_view;

    GlSurface* surface() { return m_view->surface(); }
    QPoint centre() { return surface()->rect().center(); }
    [[nodiscard]] bool show(const Structure& structure)
    {
        m_view->setStructure(std::make_shared<Structure>(structure));
        m_view->show();
        return QTest::qWaitForWindowExposed(m_view.get())
            && QTest::qWaitFor([this] { return surface()->renderCount() > 0; }, 30'000);
    }
    void drag(Qt::MouseButton button, QPoint by, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(surface(), button, modifiers, centre());
        for (int step = 1; step <= 4; ++step) {
            const QPointF at = centre() + by * step / 4.0;
            QMouseEvent move(QEvent::MouseMove, at, surface()->mapToGlobal(at), Qt::NoButton, button, modifiers);
            QCoreApplication::sendEvent(surface(), &move);
        }
        QTest::mouseRelease(surface(), button, modifiers, centre() + by);
    }
    void moveTo(QPointF at, Qt::KeyboardModifiers modifiers = {})
    {
        QMouseEvent move(QEvent::MouseMove, at, surface()->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
        QCoreApplication::sendEvent(surface(), &move);
    }
    void dragFromTo(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(surface(), Qt::LeftButton, modifiers, from);
        for (int step = 1; step <= 4; ++step)
            moveTo(from + (to - from) * step / 4.0, modifiers);
        QTest::mouseRelease(surface(), Qt::LeftButton, modifiers, to);
    }
    void wheel(int delta)
    {
        QWheelEvent event(centre(), surface()->mapToGlobal(centre()), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(surface(), &event);
    }
    QPoint placeOf(int atom) { return m_view->placeOf(atom)->toPoint(); }

private slots:
    void init()
    {
        if (!openGlWidgetsWork())
            QSKIP("no OpenGL");
        m_view = std::make_unique<VtkView>(&m_jobs);
        m_view->resize(400, 300);
        m_view->setSmooth(false);
    }
    void cleanup() { m_view.reset(); }

    void leftDragTurns()
    {
        QVERIFY(show(test::ethanol()));
        const Camera before = m_view->camera();
        drag(Qt::LeftButton, {60, 0});
        const Camera after = m_view->camera();
        QVERIFY((after.focus - before.focus).norm() < 1e-12);
        QVERIFY((after.up - before.up).norm() < 1e-9);
        QVERIFY(after.back.dot(before.right()) < -0.3); // the scene follows the hand: the eye moves left
    }
    void middleAndShiftDragMove()
    {
        QVERIFY(show(test::ethanol()));
        const Camera before = m_view->camera();
        drag(Qt::MiddleButton, {60, 0});
        const Camera after = m_view->camera();
        QVERIFY((after.back - before.back).norm() < 1e-12);
        // 60 of about 298 pixels; the scene follows the hand.
        const double moved = (after.focus - before.focus).dot(before.right());
        QVERIFY(std::abs(moved + 2 * before.halfHeight() * 60 / surface()->height()) < 1e-6);
        drag(Qt::LeftButton, {-60, 0}, Qt::ShiftModifier);
        QVERIFY((m_view->camera().focus - before.focus).norm() < 1e-6);
    }
    void wheelAndRightDragZoom()
    {
        QVERIFY(show(test::ethanol()));
        const double before = m_view->camera().distance;
        wheel(120);
        const double near = m_view->camera().distance;
        QVERIFY(near < before);
        for (int step = 0; step < 8; ++step)
            wheel(-15); // a touch pad
        QVERIFY(std::abs(m_view->camera().distance - before) < 1e-6);
        drag(Qt::RightButton, {0, -40});
        QVERIFY(m_view->camera().distance < before);
    }
    void keysTurnZoomAndFit()
    {
        QVERIFY(show(test::ethanol()));
        const Camera fitted = m_view->camera();
        QTest::keyClick(surface(), Qt::Key_Left);
        QVERIFY(m_view->camera().back.dot(fitted.right()) > 0.1);
        QTest::keyClick(surface(), Qt::Key_Right);
        QTest::keyClick(surface(), Qt::Key_Plus);
        QVERIFY(m_view->camera().distance < fitted.distance);
        QTest::keyClick(surface(), Qt::Key_Minus);
        QTest::keyClick(surface(), Qt::Key_Plus);
        QTest::keyClick(surface(), Qt::Key_F);
        QTRY_VERIFY(std::abs(m_view->camera().distance - fitted.distance) < 1e-6);
    }
    void keysLookAlongAxesAndCellVectors()
    {
        Structure crystal = test::rockSalt();
        crystal.cell->vectors << 0, 5.64, 0, 0, 0, 5.64, 5.64, 0, 0;
        QVERIFY(show(crystal));
        QTest::keyClick(surface(), Qt::Key_Z);
        QVERIFY((m_view->camera().back - Eigen::Vector3d::UnitZ()).norm() < 1e-9);
        QTest::keyClick(surface(), Qt::Key_Z, Qt::AltModifier);
        QVERIFY((m_view->camera().back + Eigen::Vector3d::UnitZ()).norm() < 1e-9);
        QTest::keyClick(surface(), Qt::Key_1);
        QVERIFY((m_view->camera().back - Eigen::Vector3d::UnitY()).norm() < 1e-9);
    }
    void keysLookAlongTheReciprocalLattice()
    {
        Structure crystal = test::rockSalt();
        crystal.cell->vectors << 4, 0, 0, 3, 5, 0, 1, 1, 6;
        QVERIFY(show(crystal));
        QTest::keyClick(surface(), Qt::Key_6); // c* is normal to a and b
        QVERIFY((m_view->camera().back - Eigen::Vector3d::UnitZ()).norm() < 1e-9);
        QTest::keyClick(surface(), Qt::Key_4); // a* is normal to b and c
        QVERIFY(std::abs(m_view->camera().back.dot(Eigen::Vector3d(3, 5, 0))) < 1e-9);
        QVERIFY(std::abs(m_view->camera().back.dot(Eigen::Vector3d(1, 1, 6))) < 1e-9);
        QVERIFY(m_view->camera().back.x() > 0);
        m_view->setStructure(std::make_shared<Structure>(test::water()));
        const Eigen::Vector3d before = m_view->camera().back;
        QTest::keyClick(surface(), Qt::Key_5); // no cell
        QVERIFY(m_view->camera().back == before);
    }
    void theCameraFliesAndTheHandStopsIt()
    {
        m_view->setSmooth(true);
        QVERIFY(show(test::ethanol()));
        const Camera before = m_view->camera();
        QTest::keyClick(surface(), Qt::Key_X);
        QVERIFY((m_view->camera().back - Eigen::Vector3d::UnitX()).norm() > 0.01); // on its way
        QTRY_VERIFY((m_view->camera().back - Eigen::Vector3d::UnitX()).norm() < 1e-9);
        QTest::keyClick(surface(), Qt::Key_Y);
        QTRY_VERIFY((m_view->camera().back - Eigen::Vector3d::UnitX()).norm() > 1e-3);
        drag(Qt::LeftButton, {20, 0});
        const Camera stopped = m_view->camera();
        QTest::qWait(400);
        QVERIFY(m_view->camera() == stopped);
        QVERIFY(!(stopped == before));
    }
    void theKeyCCentresOnPickedAtoms()
    {
        Structure wide = test::ethanol();
        wide.positions *= 4;
        QVERIFY(show(wide));
        const double fitted = m_view->camera().distance;
        m_view->setPickedAtoms({2, 3});
        QTest::keyClick(surface(), Qt::Key_C);
        const Eigen::Vector3d middle = (wide.positions.col(2) + wide.positions.col(3)) / 2;
        QVERIFY((m_view->camera().focus - middle).norm() < 0.3);
        QVERIFY(m_view->camera().distance < 0.7 * fitted);
        m_view->setPickedAtoms({});
        QTest::keyClick(surface(), Qt::Key_C); // nothing picked: everything
        QTRY_VERIFY(std::abs(m_view->camera().distance - fitted) < 1e-6);
    }
    void twoViewsCanShareTheirCamera()
    {
        VtkView other(&m_jobs);
        connect(m_view.get(), &VtkView::cameraChanged, &other, &VtkView::setCamera);
        connect(&other, &VtkView::cameraChanged, m_view.get(), &VtkView::setCamera);
        other.setStructure(std::make_shared<Structure>(test::ethanol()));
        QVERIFY(show(test::ethanol()));
        drag(Qt::LeftButton, {60, 20});
        QVERIFY(other.camera() == m_view->camera());
    }
    void controlDragDrawsABandThatSelects()
    {
        QVERIFY(show(test::water()));
        m_view->look(Axis::Z, AxisEnd::Tip);
        QSignalSpy spy(m_view.get(), &VtkView::bandSelected);
        const Camera before = m_view->camera();
        const QPoint from = placeOf(1) - QPoint(6, 6), to = placeOf(1) + QPoint(6, 6);
        dragFromTo(from, to, Qt::ControlModifier);
        QCOMPARE(spy.takeFirst().first().value<std::vector<int>>(), (std::vector<int> {1}));
        QVERIFY(m_view->camera() == before);
        m_view->setMouseMode(MouseMode::Select);
        dragFromTo({1, 1}, {398, 297});
        QCOMPARE(spy.takeFirst().first().value<std::vector<int>>(), (std::vector<int> {0, 1, 2}));
        dragFromTo({1, 1}, {12, 9});
        QVERIFY(spy.takeFirst().first().value<std::vector<int>>().empty());
    }
    void draggingAnAtomTellsTheStepInThePlaneOfTheScreen()
    {
        QVERIFY(show(test::water()));
        m_view->look(Axis::Z, AxisEnd::Tip);
        m_view->setMouseMode(MouseMode::Move);
        QSignalSpy started(m_view.get(), &VtkView::dragStarted);
        QSignalSpy ended(m_view.get(), &VtkView::dragEnded);
        Eigen::Vector3d by = Eigen::Vector3d::Zero();
        connect(m_view.get(), &VtkView::dragged, this, [&by](const Eigen::Vector3d& step) { by = step; });
        const QPoint from = placeOf(0), to = placeOf(1);
        dragFromTo(from, to);
        QCOMPARE(started.takeFirst().first().toInt(), 0);
        QCOMPARE(ended.count(), 1);
        Eigen::Vector3d expected = test::water().positions.col(1) - test::water().positions.col(0);
        expected.z() = 0; // the plane of the screen
        QVERIFY((by - expected).norm() < 0.05);
        const Camera before = m_view->camera();
        dragFromTo({3, 3}, {40, 3}); // beside the atoms it turns
        QVERIFY(!(m_view->camera() == before));
    }
    void escapeCancelsADrag()
    {
        QVERIFY(show(test::water()));
        m_view->setMouseMode(MouseMode::Move);
        QSignalSpy cancelled(m_view.get(), &VtkView::dragCancelled);
        QSignalSpy ended(m_view.get(), &VtkView::dragEnded);
        QTest::mousePress(surface(), Qt::LeftButton, {}, placeOf(0));
        moveTo(placeOf(0) + QPoint(30, 0));
        QTest::keyClick(surface(), Qt::Key_Escape);
        QCOMPARE(cancelled.count(), 1);
        QTest::mouseRelease(surface(), Qt::LeftButton, {}, placeOf(0) + QPoint(30, 0));
        QCOMPARE(ended.count(), 0);
    }
    void clicksTellTheAtom()
    {
        QVERIFY(show(test::water()));
        QSignalSpy spy(m_view.get(), &VtkView::atomClicked);
        for (const int atom : {0, 1, 2}) {
            const QPoint place = placeOf(atom);
            QTest::mouseClick(surface(), Qt::LeftButton, {}, place);
            QCOMPARE(spy.takeFirst().first().toInt(), atom);
        }
        QTest::mouseClick(surface(), Qt::LeftButton, {}, {3, 3});
        QCOMPARE(spy.takeFirst().first().toInt(), -1);
    }
    void draggingIsNoClick()
    {
        QVERIFY(show(test::water()));
        QSignalSpy spy(m_view.get(), &VtkView::atomClicked);
        drag(Qt::LeftButton, {40, 10});
        QCOMPARE(spy.count(), 0);
    }
    void doubleClickCentresOnAnAtomAndOnNothingFits()
    {
        QVERIFY(show(test::water()));
        const Camera fitted = m_view->camera();
        QTest::mouseDClick(surface(), Qt::LeftButton, {}, placeOf(1));
        QVERIFY((m_view->camera().focus - test::water().positions.col(1)).norm() < 1e-9);
        QTest::mouseDClick(surface(), Qt::LeftButton, {}, {3, 3});
        QTRY_VERIFY((m_view->camera().focus - fitted.focus).norm() < 1e-9);
    }
    void theCameraStaysForTheNextFrameAndFitsForOtherAtoms()
    {
        QVERIFY(show(test::ethanol()));
        drag(Qt::LeftButton, {60, 20});
        const Camera turned = m_view->camera();
        Structure next = test::ethanol();
        next.positions.array() += 0.05;
        m_view->setStructure(std::make_shared<Structure>(next));
        surface()->picture();
        QVERIFY((m_view->camera().eye() - turned.eye()).norm() < 1e-12);
        m_view->setStructure(std::make_shared<Structure>(test::rockSalt()));
        surface()->picture();
        QVERIFY(m_view->camera().distance > 1.2 * turned.distance);
    }
    void structuresOfTheSameAtomsThatLeaveTheViewAreFittedAnew()
    {
        QVERIFY(show(test::ethanol()));
        Structure next = test::ethanol();
        next.positions.array() += 0.05;
        m_view->setStructure(std::make_shared<Structure>(next));
        surface()->picture();
        const double before = m_view->camera().distance;
        next.positions *= 3;
        m_view->setStructure(std::make_shared<Structure>(next));
        surface()->picture();
        QVERIFY(m_view->camera().distance > 2 * before);
    }
    void nothingIsRenderedWhileNothingChanges()
    {
        QVERIFY(show(test::ethanol()));
        QTest::qWait(50);
        const int before = surface()->renderCount();
        for (int n = 0; n < 5; ++n)
            surface()->repaint();
        QTest::qWait(50);
        QCOMPARE(surface()->renderCount(), before);
        drag(Qt::LeftButton, {60, 0}); // many moves, few frames
        QTRY_VERIFY(surface()->renderCount() > before);
        QVERIFY(surface()->renderCount() <= before + 3);
    }
    void survivesHidingResizingAndFloating()
    {
        QMainWindow window;
        auto* dock = new QDockWidget("view", &window);
        auto* view = new VtkView(&m_jobs, dock);
        view->setStructure(std::make_shared<Structure>(test::rockSalt()));
        dock->setWidget(view);
        window.setCentralWidget(new QWidget);
        window.addDockWidget(Qt::LeftDockWidgetArea, dock);
        window.resize(700, 400);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        dock->setFloating(true);
        QVERIFY(QTest::qWaitForWindowExposed(dock));
        QVERIFY(!test::isOneColor(view->image()));
        dock->resize(500, 350);
        dock->setFloating(false);
        dock->hide();
        QTest::qWait(20);
        dock->show();
        window.resize(900, 600);
        QTest::qWait(50);
        QVERIFY(!test::isOneColor(view->image()));
    }
    void canBeMadeAndDestroyedManyTimes()
    {
        for (int n = 0; n < 6; ++n) {
            VtkView view(&m_jobs);
            view.resize(200, 150);
            view.setStructure(std::make_shared<Structure>(test::water()));
            view.show();
            QVERIFY(QTest::qWaitForWindowExposed(&view));
            QVERIFY(!test::isOneColor(view.image()));
        }
        VtkView neverShown(&m_jobs);
        neverShown.setStructure(std::make_shared<Structure>(test::water()));
    }
    void clicksInThePanelChangeTheSelection()
    {
        Session session;
        Selection selection;
        StructurePanel panel(&session, &selection, &m_jobs);
        panel.resize(600, 500);
        auto dataset = std::make_shared<Dataset>();
        dataset->structures = {test::water(), test::ethanol()};
        session.setDataset({dataset, session.revision(Stage::Dataset)});
        selection.setStructure(0);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        GlSurface* gl = panel.view()->surface();
        QTRY_VERIFY(gl->renderCount() > 0);
        QPoint place(-1, -1);
        for (int y = 0; y < gl->height() && place.x() < 0; y += 2)
            for (int x = 0; x < gl->width(); x += 2)
                if (panel.view()->atomAt(QPointF(x, y)) == 2)
                    place = {x, y};
        QTest::mouseClick(gl, Qt::LeftButton, {}, place);
        QCOMPARE(selection.atoms(), (std::vector<int> {2}));
        QTest::mouseClick(gl, Qt::LeftButton, {}, {2, 2});
        QVERIFY(selection.atoms().empty());
        QTest::keyClick(gl, Qt::Key_PageDown);
        QCOMPARE(selection.structure(), 1);
    }
    void aLargeStructureIsBuiltByAWorker()
    {
        Structure chain;
        chain.species.assign(2400, 6);
        chain.positions = Eigen::Matrix3Xd::Zero(3, 2400);
        for (int i = 0; i < 2400; ++i)
            chain.positions.col(i) << 1.5 * (i % 60), 4 * (i / 60), 0; // 40 chains of 60 carbon atoms
        m_view->setStructure(std::make_shared<Structure>(chain));
        QTRY_COMPARE(m_view->shown().atoms.size(), 2400u);
        QCOMPARE(m_view->shown().bonds.size(), 40u * 59);
        m_view->setStructure(std::make_shared<Structure>(chain));
        m_view->setStructure(std::make_shared<Structure>(test::water())); // the chains come to nothing
        QTest::qWait(50);
        QCOMPARE(m_view->shown().atoms.size(), 3u);
    }
    void pickingAmongManyAtomsIsQuick()
    {
        DisplayedAtoms many;
        for (int n = 0; n < 100000; ++n)
            many.atoms.push_back({Eigen::Vector3d(n % 50, n / 50 % 50, n / 2500), 0.3, n, {}});
        const Ray ray {{20, 30, 500}, {0, 0, -1}};
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(pickAtom(many, ray), 39 * 2500 + 30 * 50 + 20);
        qInfo("100 000 atoms: %lld us", clock.nsecsElapsed() / 1000);
        QVERIFY(clock.elapsed() < 30);
    }
};

MBTR_GL_TEST_MAIN(ViewControlsTest)
#include "view_controls_test.moc"
