// Frames per second of the 3-D view at 1280 x 800: turning the camera, and stepping through a trajectory; processor time a
// frame (of all threads) tells more on a busy machine: two free cores draw up to 2000 / (ms a frame) frames a second. Then the
// finest picture, the time from a structure to its first picture, and picking. Run by hand:
//   xvfb-run -a -s "-screen 0 1600x1200x24" env LIBGL_ALWAYS_SOFTWARE=1 build/dev/benchmarks/frame_rate [ATOMS...]
#include "widgets/jobs/job_list.h"
#include "widgets/render/opengl/gl_surface.h"
#include "widgets/render/view/vtk_view.h"

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
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
    const Eigen::Vector3d basis[]
        = {{0, 0, 0}, {0, .5, .5}, {.5, 0, .5}, {.5, .5, 0}, {.25, .25, .25}, {.25, .75, .75}, {.75, .25, .75}, {.75, .75, .25}};
    std::mt19937 random(seed);
    std::normal_distribution<double> noise(0, 0.05);
    auto structure = std::make_shared<Structure>();
    structure->species.assign(std::size_t(atoms), 14);
    structure->positions.resize(3, atoms);
    for (int i = 0; i < atoms; ++i) {
        const int cell = i / 8;
        const Eigen::Vector3d corner(cell % cells, cell / cells % cells, cell / cells / cells);
        structure->positions.col(i)
            = 5.43 * (corner + basis[i % 8]) + Eigen::Vector3d(noise(random), noise(random), noise(random));
    }
    return structure;
}

/// milliseconds of all threads
double processorTime()
{
    return 1000.0 * double(std::clock()) / CLOCKS_PER_SEC;
}

struct Rate {
    double framesPerSecond;
    double processorMilliseconds; ///< a frame
};

template <typename Change> Rate rateOf(VtkView& view, const Change& change)
{
    for (int n = 0; n < 3; ++n) { // the first frames find out how fast they are
        change(n);
        view.surface()->repaint();
        QCoreApplication::processEvents();
    }
    QElapsedTimer clock;
    clock.start();
    const double before = processorTime();
    int frames = 0;
    for (; clock.elapsed() < 3000; ++frames) {
        change(frames);
        view.surface()->repaint();
        QCoreApplication::processEvents();
    }
    return {1000.0 * frames / double(clock.elapsed()), (processorTime() - before) / frames};
}

void measure(int atoms)
{
    const std::vector<std::shared_ptr<const Structure>> frames {silicon(atoms, 1), silicon(atoms, 2)};
    JobList jobs;
    VtkView view(&jobs);
    view.resize(1280, 800);
    view.show();
    QCoreApplication::processEvents();
    QElapsedTimer clock;
    clock.start();
    double before = processorTime();
    view.setStructure(frames[0]);
    while (view.shown().atoms.empty())
        QCoreApplication::processEvents();
    view.image();
    const double opening = double(clock.elapsed()), openingWork = processorTime() - before;
    const Rate turning = rateOf(view, [&](int) {
        Camera camera = view.camera();
        turn(camera, 3, 1);
        view.setCamera(camera);
    });
    const Rate playing = rateOf(view, [&](int frame) { view.setStructure(frames[std::size_t(frame % 2)]); });
    before = processorTime();
    clock.restart();
    for (int n = 0; n < 3; ++n)
        view.image();
    const double fine = double(clock.elapsed()) / 3, fineWork = (processorTime() - before) / 3;
    clock.restart();
    for (int n = 0; n < 20; ++n)
        view.atomAt(QPointF(300 + 30 * n, 400));
    std::printf("%6d atoms: turning %5.1f frames/s (%6.1f ms processor time), playing %5.1f (%6.1f ms), finest picture %4.0f ms "
                "(%4.0f), first picture after %5.0f ms (%5.0f), picking %.2f ms\n",
                atoms, turning.framesPerSecond, turning.processorMilliseconds, playing.framesPerSecond,
                playing.processorMilliseconds, fine, fineWork, opening, openingWork, double(clock.elapsed()) / 20);
    std::fflush(stdout);
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
    std::vector<int> sizes;
    for (int n = 1; n < argc; ++n)
        sizes.push_back(std::max(std::atoi(argv[n]), 1));
    for (const int atoms : sizes.empty() ? std::vector {50, 1000, 10000, 100000} : sizes)
        measure(atoms);
}
