#pragma once

#include <QSplitter>
#include <memory>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace mbtr::gui {

class BarPlot;
class Comparer;
class CurvePlot;
class KernelRow;
struct DifferencePart;
struct PairComparison;

/// Where the squared distance of two structures comes from: terms and blocks as bars with numbers that add up, the curves of A
/// and B of a block and their difference, and each bin's part. Pointing at a part asks for the tuples behind it.
class DifferencePanel : public QSplitter {
    Q_OBJECT

public:
    explicit DifferencePanel(Comparer* comparer, QWidget* parent = nullptr);

    QTreeWidget* parts() const { return m_parts; }
    CurvePlot* curves() const { return m_curves; }
    BarPlot* bins() const { return m_bins; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildLeft();
    void buildRight();
    void showPair();
    void fillParts();
    void choose(QTreeWidgetItem* item);
    void showBlock(int block);
    void labelPlots(int block);
    void ask(QTreeWidgetItem* pointed, int bin);
    void showSums();
    void copyParts() const;
    int blockOf(const QTreeWidgetItem* item) const;
    QTreeWidgetItem* itemOf(const QString& key) const;

    Comparer* m_comparer;
    std::shared_ptr<const PairComparison> m_pair;
    int m_block = -1; ///< shown, index into the layout
    QString m_chosenKey; ///< of the chosen part, to find it again in another comparison
    QLabel* m_total;
    QLabel* m_sums;
    QTreeWidget* m_parts;
    KernelRow* m_kernel;
    CurvePlot* m_curves;
    BarPlot* m_bins;
};

} // namespace mbtr::gui
