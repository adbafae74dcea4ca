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
    /// Plots one above the other line up where their legends are of the same width; 0 = as wide as needed.
    void setCommonWidth(int width);
    int neededWidth() const;
    /// Wide enough for the longest name, up to a limit.
    QSize sizeHint() const override;

signals:
    void toggled(const QString& name, bool shown);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    int m_commonWidth = 0;

    void showAll(bool shown);
    void showOnlyCurrent();
};

} // namespace mbtr::gui
