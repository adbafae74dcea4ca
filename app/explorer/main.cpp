#include "app/explorer/application.h"
#include "app/explorer/graphics.h"
#include "app/explorer/thumbnail.h"
#include "core/base/blas.h"
#include "widgets/theme/icons.h"

#include <QApplication>
#include <clocale>
#include <cstdio>

int main(int argc, char** argv)
{
    using namespace mbtr::gui;
    mbtr::restartWithFastBlas(argv);
    int exitCode = 0;
    const auto options = parseCommandLine(argc, argv, exitCode);
    if (!options)
        return exitCode;

    if (!options->thumbnail.isEmpty())
        return runThumbnail(*options, argv);

    prepareGraphics(*options);
    int qtArguments = 1; // all options are ours
    QApplication qt(qtArguments, argv);
    displayIsThere();
    std::setlocale(LC_NUMERIC, "C"); // numbers have a dot, on screen and in files
    QLocale::setDefault(QLocale::c());
    QCoreApplication::setApplicationName("mbtr-explorer");
    QGuiApplication::setApplicationDisplayName("MBTR Explorer");
    QGuiApplication::setDesktopFileName("io.github.mbtr_explorer.MbtrExplorer");
    QGuiApplication::setWindowIcon(QIcon(":/icons/mbtr-explorer.svg"));

    Application application(*options);
    const QString problem = application.start();
    if (!problem.isEmpty()) {
        std::fprintf(stderr, "mbtr-explorer: %s\n", qPrintable(problem));
        return 1;
    }
    return QApplication::exec();
}
