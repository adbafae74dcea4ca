// How the window takes a large dataset: seconds until the first and until all structures are listed, for a filter, a sort and a
// cancellation, and the longest time the GUI thread was busy meanwhile. Run by hand:
//   QT_QPA_PLATFORM=offscreen build/dev/benchmarks/open_files FILE...
#include "app/explorer/main_window.h"
#include "app/explorer/preferences.h"
#include "app/explorer/workspace.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QLineEdit>
#include <QTableView>
#include <QTimer>

#include <cstdio>
#include <fstream>
#include <functional>
#include <string>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

/// Longest time between two turns of the event loop.
struct Longest : QObject {
    QElapsedTimer sinceLast;
    QTimer ticks;
    double milliseconds = 0;

    Longest()
    {
        sinceLast.start();
        connect(&ticks, &QTimer::timeout, this, [this] {
            milliseconds = std::max(milliseconds, double(sinceLast.nsecsElapsed()) / 1e6);
            sinceLast.restart();
        });
        ticks.start(0);
    }
};

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
    std::printf("%-28s %8.3f s   GUI thread at most %6.1f ms   peak %6.0f MB\n", what, double(time.nsecsElapsed()) / 1e9, longest.milliseconds,
                peakMegabytes());
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    Workspace workspace;
    Preferences preferences(false);
    MainWindow window(&workspace, preferences);
    window.resize(1366, 768);
    window.show();
    const QStringList files = application.arguments().mid(1);
    auto* table = window.findChild<QTableView*>("structureTable");
    auto* filter = window.findChild<QLineEdit*>("structureFilter");
    const auto rows = [&] { return table->model()->rowCount(); };
    const auto idle = [&] { return workspace.jobs.isIdle(); };
    const Session& session = workspace.session;

    measure("window", [] {}, [&, turns = 0]() mutable { return ++turns > 200; });
    measure("first structures", [&] { workspace.session.openFiles(files); }, [&] { return rows() > 0; });
    measure("all structures", [] {}, [&] { return session.isFresh(Stage::Dataset); });
    measure("idle", [] {}, idle);
    std::printf("%d structures\n", rows());
    measure("filter", [&] { filter->setText("index < 50000 and n_atoms > 3"); }, [&, all = rows()] { return rows() != all; });
    std::printf("%d structures\n", rows());
    measure("sort by formula", [&] { table->sortByColumn(1, Qt::DescendingOrder); }, [&, turns = 0]() mutable { return ++turns > 5 && idle(); });
    measure("no filter", [&] { filter->clear(); }, [&, some = rows()] { return rows() > some; });
    measure("open again", [&] { workspace.session.openFiles(files); }, [&, turns = 0]() mutable { return ++turns > 20; });
    measure("cancel", [&] { workspace.jobs.cancelAll(); }, idle);
    return 0;
}
