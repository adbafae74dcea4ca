#pragma once

#include "widgets/fields/choice_box.h"
#include "widgets/render/scene/display_options.h"

#include <QStringList>
#include <QWidget>
#include <functional>
#include <vector>

class QTabWidget;

namespace mbtr::gui {

class FieldGrid;
class NumberField;
struct NumberLimits;

/// What a choice of a DisplayPanel is called; what it may be is in the table of display options.
struct DisplayWords {
    const char* key; ///< of the table
    QString label;
    QString toolTip;
};

/// All choices about how structures are drawn, in four short tabs.
class DisplayPanel : public QWidget {
    Q_OBJECT

public:
    explicit DisplayPanel(QWidget* parent = nullptr);

    void setOptions(const DisplayOptions& options);
    /// Names of properties per atom: of one number or more, and of three.
    void setProperties(const QStringList& numbers, const QStringList& vectors);
    /// The atom the range can be put around: the one picked last, -1 where none is.
    void setPickedAtom(int atom);

signals:
    /// By the user only.
    void edited(const mbtr::gui::DisplayOptions& options);

private:
    FieldGrid* addPage(const QString& title, const char* name);
    void makeStylePage();
    void makeColorPage();
    void makeLabelPage();
    void makeCellPage();
    void makeCentres(FieldGrid* page);
    void makeLimit(FieldGrid* page, const DisplayWords& words, double ValueRange::*member);
    void makeCentreSwitch(FieldGrid* page);
    void addSwitch(FieldGrid* page, const DisplayWords& words);
    void addChoice(FieldGrid* page, const DisplayWords& words, const QList<Choice>& choices);
    void addProperty(FieldGrid* page, const DisplayWords& words, bool vectors,
                     std::function<void(DisplayOptions&, const std::string&)> set,
                     std::function<std::string(const DisplayOptions&)> get);
    /// perUnit: how many of the shown unit make one of the table's.
    void addNumber(FieldGrid* page, const DisplayWords& words, const QString& unit, double perUnit = 1);
    void makeArrowScale(FieldGrid* page);
    NumberField* makeNumber(FieldGrid* page, const DisplayWords& words, const NumberLimits& limits);
    void change(const std::function<void(DisplayOptions&)>& set);
    void showOptions();

    DisplayOptions m_options;
    QStringList m_numbers;
    QStringList m_vectors;
    int m_picked = -1;
    QTabWidget* m_tabs;
    std::vector<std::function<void()>> m_showers; ///< each shows its part of m_options without a signal
};

} // namespace mbtr::gui
