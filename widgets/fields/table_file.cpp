#include "widgets/fields/table_file.h"

#include "core/base/error.h"
#include "core/base/whole_file.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <ostream>

namespace mbtr::gui {

QString saveTable(const QString& path, const QString& csv)
{
    try {
        writeWhole(path.toStdString(), [bytes = csv.toUtf8()](std::ostream& out) { out.write(bytes.data(), bytes.size()); });
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
