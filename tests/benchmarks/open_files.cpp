// How the window takes a large dataset: seconds until the first and until all structures are listed, for a filter, a sort and a
// cancellation, and the longest time the GUI thread was busy meanwhile (processor time of one turn of its event loop). Run by
// hand:
//   QT_QPA_PLATFORM=offscreen build/dev/benchmarks/open_files FILE...
//   build/dev/benchmarks/open_files --make OUT.extxyz N FILE      writes N structures: those of FILE again and again, with noise
#include "app/explorer/main_window.h"
#include "app/explorer/preferences.h"
#include "app/explorer/workspace.h"
#include "core/chemistry/editing/edit_atoms.h"
#include "core/dataset/subset.h"
#include "core/io/read_dataset.h"
#include "core/io/write_dataset.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QLineEdit>
#include <QTableView>
#include <QTimer>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <numeric>
#include <string>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

/// Processor time of this thread in milliseconds: what other programs do does not count.
double processorTime()
{
    timespec time {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * double(time.tv_sec) + double(time.tv_nsec) / 1e6;
}

/// Longest time of one turn of the event loop.
struct Longest : QObject {
    double last = processorTime();
    QTimer ticks;
    double milliseconds = 0;

    Longest()
    {
        connect(&ticks, &QTimer::timeout, this, [this] {
            const double now = processorTime();
            milliseconds = std::max(milliseconds, now - last);
            last = now;
        });
        ticks.start(0);
    }
};

int makeFile(const QStringList& arguments)
{
    if (arguments.size() != 3) {
        std::fprintf(stderr, "--make takes OUT.extxyz N FILE\n");
        return 2;
    }
    constexpr double kNoise = 0.02; // angstrom
    Progress progress;
    Dataset dataset = readFile(arguments[2].toStdString(), progress);
    const int given = dataset.size();
    const int wanted = arguments[1].toInt();
    std::vector<int> rows;
    for (int i = 0; i < wanted; ++i)
        rows.push_back(i % given);
    dataset = subsetOf(dataset, rows, progress);
    for (int i = given; i < wanted; ++i) {
        Structure& structure = dataset.structures[std::size_t(i)];
        std::vector<int> atoms(structure.species.size());
        std::iota(atoms.begin(), atoms.end(), 0);
        structure = perturbAtoms(std::move(structure), atoms, kNoise, std::uint64_t(i));
    }
    writeDataset(dataset, arguments[0].toStdString());
    return 0;
}

double peakMegabytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM"))
            return std::stod(line.substr(6)) / 1024;
    return 0;
}

void measure(const char* what, const std::function<void()>& begin, const std::function<bool()>& done)
{
    Longest longest;
    QElapsedTimer time;
    time.start();
    begin();
    while (!done() && time.elapsed() < 120'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    std::printf("%-28s %8.3f s   GUI thread at most %6.1f ms   peak %6.0f MB\n", what, double(time.nsecsElapsed()) / 1e9,
                longest.milliseconds, peakMegabytes());
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const QStringList files = application.arguments().mid(1);
    if (files.value(0) == "--make")
        return makeFile(files.mid(1));
    if (files.isEmpty()) {
        std::fprintf(stderr, "usage: open_files FILE...\n       open_files --make OUT.extxyz N FILE\n");
        return 2;
    }
    Workspace workspace;
    Preferences preferences(false);
    MainWindow window(&workspace, preferences);
    window.resize(1366, 768);
    window.show();
    auto* table = window.findChild<QTableView*>("structureTable");
    auto* filter = window.findChild<QLineEdit*>("structureFilter");
    const auto rows = [&] { return table->model()->rowCount(); };
    const auto idle = [&] { return workspace.jobs.isIdle(); };
    const Session& session = workspace.session;

    measure(
        "window", [] {}, [&, turns = 0]() mutable { return ++turns > 200; });
    measure(
        "first structures", [&] { workspace.session.openFiles(files); }, [&] { return rows() > 0; });
    measure(
        "all structures", [] {}, [&] { return session.isFresh(Stage::Dataset); });
    measure(
        "idle", [] {}, idle);
    std::printf("%d structures\n", rows());
    measure(
        "filter", [&] { filter->setText("index < 50000 and n_atoms > 3"); }, [&, all = rows()] { return rows() != all; });
    std::printf("%d structures\n", rows());
    measure(
        "sort by formula", [&] { table->sortByColumn(1, Qt::DescendingOrder); },
        [&, turns = 0]() mutable { return ++turns > 5 && idle(); });
    measure(
        "no filter", [&] { filter->clear(); }, [&, some = rows()] { return rows() > some; });
    measure(
        "open again", [&] { workspace.session.openFiles(files); }, [&, turns = 0]() mutable { return ++turns > 20; });
    measure(
        "cancel", [&] { workspace.jobs.cancelAll(); }, idle);
    return 0;
}
