// Frames per second of the 3-D view at 1280 x 800: turning the camera, and stepping through a trajectory. Run by hand:
//   xvfb-run -a -s "-screen 0 1600x1200x24" env LIBGL_ALWAYS_SOFTWARE=1 build/dev/benchmarks/frame_rate
#include "widgets/render/gl_surface.h"
#include "widgets/render/vtk_view.h"

#include <QApplication>
#include <QElapsedTimer>

#include <cmath>
#include <cstdio>
#include <memory>
#include <random>
#include <vector>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

/// A part of the diamond lattice of silicon, slightly disordered.
std::shared_ptr<const Structure> silicon(int atoms, unsigned seed)
{
    const int cells = int(std::ceil(std::cbrt(atoms / 8.0)));
    const Eigen::Vector3d basis[] = {{0, 0, 0}, {0, .5, .5}, {.5, 0, .5}, {.5, .5, 0}, {.25, .25, .25}, {.25, .75, .75},
                                     {.75, .25, .75}, {.75, .75, .25}};
    std::mt19937 random(seed);
    std::normal_distribution<double> noise(0, 0.05);
    auto structure = std::make_shared<Structure>();
    structure->species.assign(std::size_t(atoms), 14);
    structure->positions.resize(3, atoms);
    for (int i = 0; i < atoms; ++i) {
        const int cell = i / 8;
        const Eigen::Vector3d corner(cell % cells, cell / cells % cells, cell / cells / cells);
        structure->positions.col(i) = 5.43 * (corner + basis[i % 8]) + Eigen::Vector3d(noise(random), noise(random), noise(random));
    }
    return structure;
}

template <typename Change>
double framesPerSecond(VtkView& view, const Change& change)
{
    QElapsedTimer clock;
    clock.start();
    int frames = 0;
    for (; clock.elapsed() < 3000; ++frames) {
        change(frames);
        view.surface()->repaint();
        QCoreApplication::processEvents();
    }
    return 1000.0 * frames / double(clock.elapsed());
}

void measure(int atoms)
{
    const std::vector<std::shared_ptr<const Structure>> frames {silicon(atoms, 1), silicon(atoms, 2)};
    VtkView view;
    view.resize(1280, 800);
    view.setStructure(frames[0]);
    view.show();
    QElapsedTimer clock;
    for (clock.start(); clock.elapsed() < 500;)
        QCoreApplication::processEvents();
    const double turning = framesPerSecond(view, [&](int) {
        Camera camera = view.camera();
        turn(camera, 3, 1);
        view.setCamera(camera);
    });
    const double playing = framesPerSecond(view, [&](int frame) { view.setStructure(frames[std::size_t(frame % 2)]); });
    std::printf("%6d atoms: turning %6.1f frames/s, playing %6.1f frames/s\n", atoms, turning, playing);
}

} // namespace

int main(int argc, char** argv)
{
    setUpOpenGl();
    QApplication application(argc, argv);
    if (!openGlWidgetsWork()) {
        std::fputs("OpenGL does not work here\n", stderr);
        return 1;
    }
    for (const int atoms : {50, 1000, 10000, 100000})
        measure(atoms);
}
