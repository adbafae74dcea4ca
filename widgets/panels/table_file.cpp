#include "widgets/panels/table_file.h"

#include "core/base/error.h"
#include "widgets/plots/plot_export.h"

#include <QCoreApplication>
#include <QFileDialog>

namespace mbtr::gui {

QString saveTable(const QString& path, const QString& csv)
{
    try {
        writeBytes(path, csv.toUtf8());
    } catch (const FileError& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

QString askAndSaveTable(const QString& title, const QString& proposedName, const QString& csv, QWidget* parent)
{
    const QString path
        = QFileDialog::getSaveFileName(parent, title, proposedName, QCoreApplication::translate("TableFile", "Table (*.csv)"));
    return path.isEmpty() ? QString() : saveTable(path, csv);
}

} // namespace mbtr::gui
