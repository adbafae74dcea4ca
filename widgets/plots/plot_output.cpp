// What leaves a Plot: its menu, the clipboard and files.
#include "core/base/error.h"
#include "widgets/plots/plot.h"
#include "widgets/plots/plot_export.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QMenu>
#include <qcustomplot.h>

namespace mbtr::gui {

void Plot::contextMenuEvent(QContextMenuEvent* event)
{
    showMenu(event->globalPos());
}

void Plot::showMenu(const QPoint& place)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Reset view"), this, &Plot::reset)->setShortcut(Qt::Key_Home);
    menu->addSeparator();
    addActionsTo(*menu);
    if (offersLogarithm()) {
        auto* logarithm = menu->addAction(tr("&Logarithmic values"), this, &Plot::setLogarithmic);
        logarithm->setObjectName("logarithmicAction");
        logarithm->setCheckable(true);
        logarithm->setChecked(m_logarithmic);
    }
    menu->addAction(tr("&Copy picture"), this, &Plot::copyPicture)->setShortcut(QKeySequence::Copy);
    menu->addAction(tr("Copy &data"), this, &Plot::copyData);
    if (!inherited(kPlotCommand).isEmpty()) {
        auto* command = menu->addAction(tr("Copy co&mmand"), this, &Plot::copyCommand);
        command->setObjectName("copyCommand");
        command->setToolTip(tr("The mbtr command that computes the same numbers"));
    }
    menu->addAction(tr("&Save as..."), this, &Plot::saveAs);
    menu->popup(place);
}

/// The property of the plot or, where it has none, of the nearest widget around it.
QString Plot::inherited(const char* property) const
{
    for (const QWidget* widget = this; widget; widget = widget->parentWidget())
        if (const QVariant value = widget->property(property); value.isValid())
            return value.toString();
    return {};
}

void Plot::copyCommand()
{
    QApplication::clipboard()->setText(inherited(kPlotCommand));
}

QSize Plot::exportSize() const
{
    return m_canvas->size();
}

void Plot::copyPicture()
{
    hideCursor();
    beginExport();
    const QImage image = pictureOf(*m_canvas, exportSize(), 2);
    endExport();
    QApplication::clipboard()->setImage(image);
}

void Plot::copyData()
{
    QApplication::clipboard()->setText(csv());
}

void Plot::writeTo(const QString& path)
{
    if (path.endsWith(".csv", Qt::CaseInsensitive))
        return writeBytes(path, csv().toUtf8());
    hideCursor();
    beginExport();
    const QByteArray bytes = encodedPicture(*m_canvas, exportSize(), path, {title(), inherited(kPlotOrigin)});
    endExport();
    if (bytes.isEmpty())
        throw FileError(path.toStdString(), 0, "expected a name that ends with .png, .svg, .pdf or .csv");
    writeBytes(path, bytes);
}

void Plot::saveAs()
{
    auto* dialog = new QFileDialog(this, tr("Save plot"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("PNG picture (*.png)"), tr("SVG picture (*.svg)"), tr("PDF document (*.pdf)"),
                            tr("CSV table of what is visible (*.csv)")});
    dialog->setDefaultSuffix("png");
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog](const QString& filter) { dialog->setDefaultSuffix(filter.section("*.", 1).chopped(1)); });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        try {
            writeTo(path);
        } catch (const Error& error) {
            emit failed(QString::fromStdString(error.what()));
            showReadout(QString::fromStdString(error.what()));
        }
    });
    dialog->open();
}

} // namespace mbtr::gui
