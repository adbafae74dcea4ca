#include "tests/support/gl_main.h"
#include "widgets/render/vtk_view.h"

class VtkViewTest : public QObject {
    Q_OBJECT
private slots:
    void showsWater()
    {
        if (!mbtr::gui::openGlWidgetsWork())
            QSKIP("no OpenGL");
        auto water = std::make_shared<mbtr::Structure>();
        water->species = {8, 1, 1};
        water->positions.resize(3, 3);
        water->positions << 0, 0.757, -0.757, 0, 0.587, 0.587, 0, 0, 0;
        mbtr::gui::VtkView view;
        view.resize(640, 480);
        view.setStructure(water);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.grab().save("/tmp/water.png");
    }
};
MBTR_GL_TEST_MAIN(VtkViewTest)
#include "vtk_view_test.moc"
