#include "app/explorer/summary.h"

#include "core/chemistry/element.h"
#include "widgets/document/dataset_overview.h"
#include "widgets/document/session.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace mbtr::gui {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Summary", source);
}

QString counted(int n, const char* one, const char* several)
{
    return n == 1 ? text(one) : text(several).arg(n);
}

QString atomRange(const DatasetOverview& overview)
{
    if (overview.fewestAtoms == overview.mostAtoms)
        return counted(overview.mostAtoms, "1 atom", "%1 atoms");
    return text("%1 to %2 atoms").arg(overview.fewestAtoms).arg(overview.mostAtoms);
}

QString elements(const DatasetOverview& overview)
{
    QStringList symbols;
    for (const int number : overview.elements)
        symbols.append(QString::fromStdString(std::string(elementSymbol(number))));
    return symbols.join(' ');
}

} // namespace

QString titleOf(const Session& session)
{
    const auto& files = session.files();
    if (files.isEmpty())
        return text("MBTR Explorer");
    const QString what = files.size() == 1 ? QFileInfo(files[0]).fileName() : text("%1 files").arg(files.size());
    return text("%1[*] — MBTR Explorer").arg(what);
}

QString summaryOf(const Session& session)
{
    const auto& dataset = session.dataset().value;
    if (!dataset || dataset->size() == 0)
        return text("No structures: open a file, or drop one here");
    const QString all = text("%1 — %2 of %3")
                            .arg(counted(dataset->size(), "1 structure", "%1 structures"), atomRange(*session.overview()),
                                 elements(*session.overview()));
    return session.showsFirstStructures() ? text("The first %1, reading…").arg(all) : all;
}

} // namespace mbtr::gui
