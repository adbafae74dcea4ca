#pragma once

#include <QListWidget>

namespace mbtr::gui {

struct PlotStyle;

/// A check list of curves with samples of their lines: a click or the space bar shows and hides one; hidden ones stay,
/// greyed. Scrolls where there are many.
class CurveLegend : public QListWidget {
    Q_OBJECT

public:
    explicit CurveLegend(QWidget* parent = nullptr);

    void setEntries(const QStringList& names, const QList<QPen>& pens, const QList<bool>& shown);
    void setPens(const QList<QPen>& pens, const PlotStyle& style);
    /// Wide enough for the longest name, up to a limit.
    QSize sizeHint() const override;

signals:
    void toggled(const QString& name, bool shown);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void showAll(bool shown);
    void showOnlyCurrent();
};

} // namespace mbtr::gui
