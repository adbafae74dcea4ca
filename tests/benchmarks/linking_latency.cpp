// How long the window takes from a brush to the highlighted atoms (found, and drawn), and from a dragged atom to the new curves
// (plots drawn; 3-D frame and its building not counted): median and 95 %. Run by hand:
//   xvfb-run -a -s "-screen 0 1920x1200x24" env LIBGL_ALWAYS_SOFTWARE=1 build/dev/benchmarks/linking_latency
#include "app/explorer/main_window.h"
#include "app/explorer/preferences.h"
#include "app/explorer/workspace.h"
#include "core/io/write_dataset.h"
#include "core/mbtr/contributions/contributions.h"
#include "core/mbtr/contributions/moving_mbtr.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/presets.h"
#include "core/mbtr/truncation/cut_weight.h"
#include "widgets/panels/tensor/tensor_panel.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/render/opengl/gl_surface.h"
#include "widgets/render/view/vtk_view.h"
#include "widgets/work/brush_inspector.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <numeric>
#include <qcustomplot.h>
#include <random>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

/// Atoms of four elements on a disordered lattice, about as dense as an organic crystal.
Dataset cluster(int atoms)
{
    const int side = int(std::ceil(std::cbrt(atoms)));
    const int elements[] = {1, 6, 1, 8, 1, 6, 1, 7};
    std::mt19937 random(7);
    std::normal_distribution<double> noise(0, 0.1);
    Structure structure;
    structure.name = "cluster of " + std::to_string(atoms);
    structure.positions.resize(3, atoms);
    for (int i = 0; i < atoms; ++i) {
        structure.species.push_back(elements[i % 8]);
        structure.positions.col(i) = 1.5 * Eigen::Vector3d(i % side, i / side % side, i / side / side)
            + Eigen::Vector3d(noise(random), noise(random), noise(random));
    }
    Dataset dataset;
    dataset.structures = {structure};
    return dataset;
}

MbtrSettings settingsOf(int largestOrder)
{
    MbtrSettings settings = preset("default");
    std::erase_if(settings.terms, [&](const TermSettings& term) { return term.k > largestOrder; });
    return settings;
}

void core(int atoms, int k)
{
    const Structure structure = cluster(atoms).structures[0];
    const auto layout = std::make_shared<Layout>(layoutOf(settingsOf(k), elementsOf(structure)));
    Progress progress;
    QElapsedTimer clock;
    const auto time = [&](const char* what, const auto& work) {
        clock.start();
        for (int n = 0; n < 5; ++n)
            work();
        std::printf("  %s %.2f ms\n", what, double(clock.nsecsElapsed()) / 5e6);
    };
    const auto tensor = computeMbtr(structure, layout, progress);
    int block = 0;
    for (const int stored : tensor.blocks)
        block = layout->blocks[std::size_t(stored)].k == k ? stored : block;
    MovingMbtr moving(structure, layout, progress);
    std::printf("%d atoms k %d, %zu tuples\n", atoms, k,
                contributionsTo(structure, layout, block, 80, 90, progress).tuples.size());
    time("computeMbtr", [&] { computeMbtr(structure, layout, progress); });
    time("cutWeights", [&] { cutWeights(structure, *layout, progress); });
    time("moveAtoms",
         [&] { moving.moveAtoms(std::array {3}, structure.positions.col(3) + Eigen::Vector3d(0.1, 0, 0), progress); });
    time("copy+tensor", [&] {
        MovingMbtr other = moving;
        other.tensor();
    });
    time("contributions", [&] { contributionsTo(structure, layout, block, 80, 90, progress); });
}

struct Bench {
    QTemporaryDir folder;
    Workspace workspace;
    Preferences preferences {false};
    MainWindow window {&workspace, preferences};

    Bench(int atoms, int largestOrder)
    {
        window.resize(1600, 1000);
        window.show();
        workspace.session.changeMbtrSettings(settingsOf(largestOrder), "x");
        const QString path = folder.filePath("cluster.extxyz");
        writeDataset(cluster(atoms), path.toStdString());
        workspace.session.openFiles({path});
        waitFor([&] { return workspace.inspector.isFresh() && workspace.jobs.isIdle(); });
    }
    static void waitFor(const std::function<bool()>& done)
    {
        while (!done())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 1);
    }
};

void report(const char* what, int atoms, int k, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    std::printf("%-18s %5d atoms, k <= %d: median %6.1f ms, 95 %% %6.1f ms (%zu)\n", what, atoms, k, times[times.size() / 2],
                times[times.size() * 95 / 100], times.size());
    std::fflush(stdout);
}

/// Ten bins of the largest block, elsewhere each time, until table and scene have the tuples, and until their picture is drawn.
/// The next brush waits for that, as a hand does.
void brushing(int atoms, int k)
{
    Bench bench(atoms, k);
    const auto tensor = bench.workspace.inspector.tensor();
    const Layout& layout = *tensor->layout;
    auto* surface = bench.window.findChild<VtkView*>("structureView")->surface();
    int block = 0;
    double most = 0;
    for (std::size_t i = 0; i < tensor->blocks.size(); ++i) {
        const auto values = tensor->blockValues(i);
        const double sum = std::accumulate(values.begin(), values.end(), 0.0);
        if (layout.blocks[std::size_t(tensor->blocks[i])].k == k && sum > most) {
            most = sum;
            block = tensor->blocks[i];
        }
    }
    std::vector<double> shownAfter, drawnAfter;
    const auto hasTuples = [&] { // where there are none, nothing is drawn
        const auto tuples = bench.workspace.inspector.brushed()->tuples();
        return tuples && !tuples->contributions.tuples.empty();
    };
    for (int n = 0; n < 100; ++n) {
        const int frames = surface ? surface->renderCount() : 0;
        QElapsedTimer clock;
        const auto connection = QObject::connect(bench.workspace.inspector.brushed(), &BrushInspector::changed,
                                                 [&] { shownAfter.push_back(double(clock.nsecsElapsed()) / 1e6); });
        clock.start();
        const int begin = layout.binCount(layout.blocks[std::size_t(block)]) / 4 + n % 50;
        bench.workspace.selection.setBrush(brushOf(layout, block, begin, begin + 10));
        Bench::waitFor(
            [&] { return shownAfter.size() > std::size_t(n) && (!surface || surface->renderCount() > frames || !hasTuples()); });
        drawnAfter.push_back(double(clock.nsecsElapsed()) / 1e6);
        QObject::disconnect(connection);
        while (clock.elapsed() < 30 || !bench.workspace.jobs.isIdle())
            QCoreApplication::processEvents();
    }
    report("brush to highlight", atoms, k, shownAfter);
    if (surface)
        report("and drawn in 3-D", atoms, k, drawnAfter);
}

void dragging(int atoms, int k)
{
    Bench bench(atoms, k);
    const auto terms = bench.window.findChild<TensorPanel*>()->terms();
    // The 3-D view is not counted: it draws nothing meanwhile.
    if (auto* surface = bench.window.findChild<VtkView*>("structureView")->surface())
        surface->hide();
    std::vector<double> times;
    QElapsedTimer all;
    bench.workspace.editor.beginMove(atoms / 2);
    for (int n = 0; n < 200; ++n) {
        bool drawn = false;
        std::vector<QMetaObject::Connection> connections;
        for (auto* term : terms)
            if (term->isVisible())
                connections.push_back(QObject::connect(term->curves()->canvas(), &QCustomPlot::afterReplot,
                                                       [&] { drawn = bench.workspace.inspector.isFresh(); }));
        QElapsedTimer clock;
        clock.start();
        if (n == 0)
            all.start();
        bench.workspace.editor.moveBy({0.3 * std::sin(0.1 * n), 0.3 * std::cos(0.1 * n), 0});
        Bench::waitFor([&] { return drawn; });
        times.push_back(double(clock.nsecsElapsed()) / 1e6);
        for (const auto& connection : connections)
            QObject::disconnect(connection);
    }
    std::printf("%.0f updates a second; ", 1000.0 * 200 / double(all.elapsed()));
    report("drag to curve", atoms, k, times);
    bench.workspace.editor.cancel();
}

} // namespace

int main(int argc, char** argv)
{
    setUpOpenGl();
    QApplication application(argc, argv);
    if (argc > 2) {
        brushing(std::atoi(argv[1]), std::atoi(argv[2]));
        return 0;
    }
    core(100, 3);
    core(50, 3);
    core(1000, 2);
    brushing(100, 3);
    brushing(1000, 2);
    dragging(50, 3);
    dragging(50, 2);
}
